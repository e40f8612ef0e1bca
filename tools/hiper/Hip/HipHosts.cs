using System.CommandLine;

namespace HiperNet.Cli.Hip;

/// <summary>The group <c>hiper hip hosts</c>: files of hosts, without a daemon.</summary>
internal static class HipHosts
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() => Verb.Group("hosts", "Files that say where peers are.", Import());

    private static Command Import()
    {
        Argument<string> file = new("FILE")
        {
            Description = "OpenHIP's known_host_identities.xml or hip.conf; - is the standard input.",
        };
        return Verb.Of(
            "import",
            "Write what OpenHIP's files say as a part of hipd.yaml, and say what cannot be kept.",
            [file],
            parsed => Run(parsed.GetRequiredValue(file)));
    }

    private static Answer Run(string path)
    {
        OpenHipImport import = OpenHipImport.Of(OpenHipXml.Read(path));
        return new Answer(import.ToYaml(), json =>
        {
            json.WriteString("yaml", import.ToYaml() + "\n");
            json.WriteStartArray("hosts");
            foreach (OpenHipHost host in import.Hosts)
            {
                host.Write(json);
            }

            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (string warning in import.Warnings)
            {
                json.WriteStringValue(warning);
            }

            json.WriteEndArray();
        });
    }
}

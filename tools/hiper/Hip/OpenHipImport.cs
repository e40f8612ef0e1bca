using System.Xml.Linq;
using HiperNet.HipStack.Identity;

namespace HiperNet.Cli.Hip;

/// <summary>What OpenHIP's files mean in hipd.yaml.</summary>
internal sealed class OpenHipImport
{
    private const string KnownHosts = "known_host_identities";
    private const string Configuration = "hip_configuration";

    private readonly List<string> lines = [];
    private readonly List<string> warnings = [];
    private readonly List<OpenHipHost> hosts = [];

    /// <summary>The hosts that can be kept.</summary>
    public IReadOnlyList<OpenHipHost> Hosts => hosts;

    /// <summary>A line for everything that cannot be kept.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Imports a file by its root element.</summary>
    /// <exception cref="InvalidDataException">It is of neither kind.</exception>
    public static OpenHipImport Of(XElement root)
    {
        OpenHipImport import = new();
        switch (root.Name.LocalName)
        {
            case KnownHosts:
                import.AddHosts(root);
                break;
            case Configuration:
                import.AddConfiguration(root);
                break;
            default:
                throw new InvalidDataException(
                    $"<{PlainText.Clean(root.Name.LocalName)}> is neither <{KnownHosts}> nor <{Configuration}>");
        }

        return import;
    }

    /// <summary>The part of hipd.yaml, without the last line end.</summary>
    public string ToYaml() => string.Join('\n', warnings.Select(warning => "# " + OneLine(warning)).Concat(lines));

    private static string OneLine(string text) => PlainText.Clean(text);

    private static string Quoted(string text) => "\"" + string.Concat(PlainText.Clean(text).Select(letter =>
        letter is '"' or '\\' ? "\\" + letter : letter.ToString())) + "\"";

    private void AddHosts(XElement root)
    {
        foreach (XElement element in root.Elements())
        {
            if (element.Name.LocalName != "host_identity")
            {
                warnings.Add($"<{element.Name.LocalName}> is not understood");
            }
            else if (OpenHipHost.Of(element, warnings) is { } host)
            {
                Add(host);
            }
        }

        lines.Add(hosts.Count == 0 ? "hosts: []" : "hosts:");
        foreach (OpenHipHost host in hosts)
        {
            lines.Add($"  - hit: {Quoted(host.Hit.ToString())}");
            AddLine(host.Name is null ? null : $"    name: {Quoted(host.Name)}");
            AddLine($"    addresses: [{string.Join(", ", host.Addresses.Select(item => Quoted(item.ToString())))}]");
            AddLine(Rendezvous(host) is { } server ? $"    rvs: {Quoted(server.ToString())}" : null);
        }
    }

    private void Add(OpenHipHost host)
    {
        string label = host.Name ?? host.Hit.ToString();
        if (hosts.Any(other => other.Hit == host.Hit))
        {
            warnings.Add($"{label} is left out: its HIT stands there already");
            return;
        }

        if (host.Addresses.Count == 0 && host.RendezvousServers.Count == 0)
        {
            warnings.Add($"{label} has neither an address nor a rendezvous server");
        }

        hosts.Add(host);
    }

    /// <summary>hipd.yaml names a server by its HIT, which is known if the server is among the hosts.</summary>
    private Hit? Rendezvous(OpenHipHost host)
    {
        OpenHipHost? server = host.RendezvousServers
            .Select(address => hosts.Find(other => other.Addresses.Contains(address)))
            .FirstOrDefault(other => other is not null);
        if (host.RendezvousServers.Count > (server is null ? 0 : 1))
        {
            string kept = server is null ? "none" : "only one";
            warnings.Add($"{host.Name ?? host.Hit.ToString()}: {kept} of its rendezvous servers is kept: "
                + $"{string.Join(", ", host.RendezvousServers)}; hipd.yaml takes one server's HIT");
        }

        return server?.Hit;
    }

    private void AddConfiguration(XElement root)
    {
        foreach (XElement element in root.Elements())
        {
            string name = element.Name.LocalName;
            string value = element.Value.Trim();
            if (OpenHipKey.All.FirstOrDefault(key => key.Name == name) is not { } known)
            {
                warnings.Add($"{name} = {value} is not kept: hipd has nothing like it");
            }
            else if (known.TryTranslate(value, out string? line, out string? warning))
            {
                AddLine("  " + line);
            }
            else
            {
                warnings.Add($"{name} = {value} is not kept: {warning}");
            }
        }

        lines.Insert(0, lines.Count == 0 ? "associations: {}" : "associations:");
    }

    private void AddLine(string? line)
    {
        if (line is not null)
        {
            lines.Add(line);
        }
    }
}

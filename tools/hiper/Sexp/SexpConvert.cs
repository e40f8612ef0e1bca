using System.CommandLine;
using System.Text;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;

namespace HiperNet.Cli.Sexp;

/// <summary><c>hiper sexp convert</c>: reads any form and writes one.</summary>
internal static class SexpConvert
{
    private const string Canonical = "canonical";
    private const string Transport = "transport";
    private const string Advanced = "advanced";

    /// <summary>Characters a line of the transport form.</summary>
    private const int TransportWidth = 72;

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> to = new Option<string>("--to")
        {
            Description = "The form to write. The canonical one has no line end, and is base 64 within --json.",
            Required = true,
        }.AcceptOnlyFromAmong(Canonical, Transport, Advanced);
        Argument<string> file = SexpCommands.File();
        return Verb.Of(
            "convert",
            "Read S-expressions in any form and write them in one.",
            [to, file],
            parsed => Run(parsed.GetRequiredValue(to), parsed.GetRequiredValue(file)));
    }

    private static Answer Run(string form, string file)
    {
        List<byte[]> written = [.. SexpFile.Read(file).Select(node => Write(node, form))];
        return new Answer(
            written.SelectMany(octets => octets).ToArray(),
            json =>
            {
                json.WriteString("form", form);
                json.WriteString("encoding", form == Canonical ? "base64" : "text");
                json.WriteStartArray("expressions");
                foreach (byte[] octets in written)
                {
                    if (form == Canonical)
                    {
                        json.WriteBase64StringValue(octets);
                    }
                    else
                    {
                        json.WriteStringValue(octets.AsSpan().TrimEnd((byte)'\n'));
                    }
                }

                json.WriteEndArray();
            });
    }

    private static byte[] Write(SexpNode node, string form) => form switch
    {
        Canonical => node.Canonical.ToArray(),
        Transport => Encoding.ASCII.GetBytes(Spki.Sexp.Transport.Encode(node, TransportWidth) + "\n"),
        _ => Encoding.ASCII.GetBytes(AdvancedWriter.WritePretty(node) + "\n"),
    };
}

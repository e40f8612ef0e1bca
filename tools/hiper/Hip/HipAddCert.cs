using System.CommandLine;
using HiperNet.Cli.Certs;
using HiperNet.HipStack.Control;
using HiperNet.Spki.Certs;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip add-cert</c>: hands certificates and revocation lists to the daemon.</summary>
internal static class HipAddCert
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        Argument<string[]> files = new("FILE")
        {
            Description = "Files of certificates, lists and sequences, in any form; - is the standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        return Verb.Of(
            "add-cert",
            "Hand certificates and revocation lists to hipd, which checks them when it decides.",
            [files, socket],
            parsed => Run(parsed.GetRequiredValue(socket), parsed.GetRequiredValue(files)));
    }

    private static Answer Run(string socket, string[] files)
    {
        List<string> warnings = [];
        ILookup<bool, byte[]> objects = ObjectFile.Read(files, warnings, skipFaulty: false)
            .ToLookup(IsRevocation, item => item.Node.Canonical.ToArray());
        return HipDaemon.Ask(socket, client => RunAsync(client, objects, warnings));
    }

    private static async Task<Answer> RunAsync(
        ControlClient client, ILookup<bool, byte[]> objects, List<string> warnings)
    {
        int changed = 0;
        List<string> notes = [.. warnings];
        foreach (IGrouping<bool, byte[]> kind in objects)
        {
            foreach (byte[][] part in kind.Chunk(ControlLimits.MaxObjects))
            {
                ChangeResult result = kind.Key
                    ? await client.AddRevocationsAsync(part)
                    : await client.AddCertificatesAsync(part);
                changed += result.Changed;
                notes.AddRange(result.Notes);
            }
        }

        ChangeResult all = new() { Changed = changed, Notes = notes };
        return ControlRecords.Changed($"added {ControlRecords.Count(changed, "object")}", all);
    }

    private static bool IsRevocation(SpkiObject item) => item switch
    {
        Sequence sequence => sequence.Items.Any(IsRevocation) && !sequence.Items.Any(inner => inner is Certificate),
        Crl or DeltaCrl or TimedRevalidation or OneTimeRevalidation => true,
        _ => false,
    };
}

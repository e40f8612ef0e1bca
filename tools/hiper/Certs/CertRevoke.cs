using System.CommandLine;
using HiperNet.Cli.Keys;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Certs;

/// <summary><c>hiper cert revoke</c>: signs a revocation list, or an addition to one.</summary>
internal sealed class CertRevoke
{
    private const string Description = """
        Sign a revocation list that cancels certificates and keys.

        It counts against certificates that the signer issued, and those that name the signer in an online test.
        Certificates are canceled by the hash of their body, so no other signature over the same body revives one.
        """;

    private readonly Option<string> key = new("--key")
    {
        Description = "The signer's private key file.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> notBefore = new("--not-before")
    {
        Description = "The first second of the list; now if left out.",
    };

    private readonly Option<string?> notAfter = new("--not-after")
    {
        Description = "The last second of the list; a day after the first if left out.",
    };

    private readonly Option<string?> addTo = new("--add-to")
    {
        Description = "Make an addition (delta-crl) to this list.",
        HelpName = "FILE",
    };

    private readonly Option<string> output = OutputFile.Option();

    private readonly PassphraseOptions passphrase = new("the passphrase of the signer's key");

    private readonly Argument<string[]> targets = new("WHAT")
    {
        Description = "Files of certificates or keys, principals, or hashes of certificates in hexadecimal.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        CertRevoke verb = new();
        return Verb.Of(
            "revoke",
            Description,
            [
                verb.key, verb.notBefore, verb.notAfter, verb.addTo, verb.output, .. verb.passphrase.Symbols,
                verb.targets,
            ],
            verb.Run);
    }

    private Answer Run(ParseResult parsed)
    {
        SpkiTime from = TimeArgument.Parse(parsed.GetValue(notBefore), "--not-before") ?? TimeArgument.Now();
        SpkiTime to = TimeArgument.Parse(parsed.GetValue(notAfter), "--not-after")
            ?? new SpkiTime(from.Seconds + (long)TimeSpan.FromDays(1).TotalSeconds);
        if (to < from)
        {
            throw new CliException(ExitCode.Usage, "--not-after lies before --not-before");
        }

        Labels labels = new();
        List<ObjectId> canceled = [.. parsed.GetRequiredValue(targets).SelectMany(Targets)];
        using PrivateKey signer = PrivateKeyArgument.Load(parsed.GetRequiredValue(key), passphrase, parsed);
        RevocationObject list = parsed.GetValue(addTo) is { } path
            ? DeltaCrl.Create(Predecessor(path), canceled, from, to)
            : Crl.Create(canceled, from, to);
        Sequence made = Sequence.Create(new KeyObject(signer.Public), list, Signature.Create(list, signer));
        return OutputFile.Write(
            made,
            parsed.GetRequiredValue(output),
            string.Join('\n', ObjectText.Lines(list, labels)),
            json => ObjectText.Write(json, list));
    }

    private static IEnumerable<ObjectId> Targets(string text)
    {
        if (!Path.Exists(text) && text != "-")
        {
            return [new ObjectId(KeyArgument.Parse(text, "WHAT", new Labels()).Principal)];
        }

        List<ObjectId> ids = [.. Certificates(text)];
        return ids.Count > 0 ? ids : [new ObjectId(KeyArgument.Parse(text, "WHAT", new Labels()).Principal)];
    }

    /// <summary>The certificates of a file; none if it is a key file.</summary>
    private static IEnumerable<ObjectId> Certificates(string path)
    {
        try
        {
            return [.. ObjectFile.Read([path], [], skipFaulty: true)
                .SelectMany(item => item is Sequence sequence ? sequence.Items : [item])
                .OfType<Certificate>()
                .Select(certificate => certificate.Id)];
        }
        catch (Spki.Text.SexpFileException)
        {
            return [];
        }
    }

    private static ObjectId Predecessor(string path) => ObjectFile.Read([path], [], skipFaulty: false)
        .SelectMany(item => item is Sequence sequence ? sequence.Items : [item])
        .LastOrDefault(item => item is Crl or DeltaCrl)?.Id
        ?? throw new CliException(ExitCode.Malformed, $"{path}: expected a revocation list");
}

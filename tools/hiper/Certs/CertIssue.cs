using System.CommandLine;
using HiperNet.Cli.Keys;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Cli.Certs;

/// <summary><c>hiper cert issue</c>: signs a certificate, of authority or of a name.</summary>
internal sealed class CertIssue
{
    private const string Description = """
        Issue a certificate and sign it.

        With --tag it grants a right; with --define it says what a name in the issuer's name space means.
        The output is a sequence of the issuer's key, the certificate and its signature.
        """;

    private readonly Option<string> key = new("--key")
    {
        Description = "The issuer's private key file.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> subject = new("--subject")
    {
        Description = "To whom: a key file, a principal in any form, or another subject such as "
            + "(name KEY friends) or (k-of-n 2 3 ...).",
        Required = true,
    };

    private readonly Option<string?> tag = new("--tag")
    {
        Description = "What is granted, such as '(vm KEY (* set use console))'.",
    };

    private readonly Option<string?> define = new("--define") { Description = "The name to define, instead of --tag." };

    private readonly Option<string?> propagate = new("--propagate")
    {
        Description = "The subject may pass the right on: to anybody, or to these KEY,... only.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> notBefore = new("--not-before") { Description = "The first second of validity." };

    private readonly Option<string?> notAfter = new("--not-after") { Description = "The last second of validity." };

    private readonly Option<string[]> online = new("--online")
    {
        Description = "An online test that must pass, as an S-expression: (online crl (uri URI) KEY). May be repeated.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> comment = new("--comment") { Description = "A remark for people." };

    private readonly Option<string> output = OutputFile.Option();

    private readonly PassphraseOptions passphrase = new("the passphrase of the issuer's key");

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        CertIssue verb = new();
        return Verb.Of(
            "issue",
            Description,
            [
                verb.key, verb.subject, verb.tag, verb.define, verb.propagate, verb.notBefore, verb.notAfter,
                verb.online, verb.comment, verb.output, .. verb.passphrase.Symbols,
            ],
            verb.Run);
    }

    private Answer Run(ParseResult parsed)
    {
        if ((parsed.GetValue(tag) is null) == (parsed.GetValue(define) is null))
        {
            throw new CliException(ExitCode.Usage, "either --tag or --define says what the certificate is");
        }

        Labels labels = new();
        string keyPath = parsed.GetRequiredValue(key);
        using PrivateKey issuer = PrivateKeyArgument.Load(keyPath, passphrase, parsed);
        labels.Add(issuer.Public.Principal, keyPath);
        Certificate certificate = Make(parsed, issuer.Public.Principal, labels);
        Sequence made = Sequence.Create(
            new KeyObject(issuer.Public), certificate, Signature.Create(certificate, issuer));
        string summary = $"{CertificateText.Line(certificate, labels)}\ncertificate {certificate.Id}";
        if (certificate.Validity.NotAfter == SpkiTime.Forever)
        {
            summary += "\nnote: without --not-after it never expires";
        }

        return OutputFile.Write(
            made, parsed.GetRequiredValue(output), summary, json => CertificateText.Write(json, certificate));
    }

    private Certificate Make(ParseResult parsed, Principal issuer, Labels labels)
    {
        Subject whom = SubjectArgument.Parse(parsed.GetRequiredValue(subject), "--subject", labels);
        Validity validity = ParseValidity(parsed);
        CertificateDetails details = new(
            Comment: parsed.GetValue(comment) is { } remark ? SexpAtom.Of(remark) : null);
        try
        {
            if (parsed.GetValue(tag) is not { } granted)
            {
                SexpAtom name = SexpAtom.Of(parsed.GetRequiredValue(define)!);
                return NameCertificate.Create(issuer, name, whom, validity, details);
            }

            TagExpression right = SexpArgument.Tag(granted, "--tag");
            Delegation delegation = ParseDelegation(parsed, labels);
            return AuthorizationCertificate.Create(issuer, whom, right, delegation, validity, details);
        }
        catch (ArgumentException exception)
        {
            // The framework adds the name of a parameter, which tells a user nothing.
            string fault = exception.Message.Split(" (Parameter", 2)[0];
            throw new CliException(ExitCode.Malformed, $"the certificate would not be acceptable: {fault}", exception);
        }
    }

    private Delegation ParseDelegation(ParseResult parsed, Labels labels)
    {
        if (parsed.GetResult(propagate) is null)
        {
            return Delegation.None;
        }

        return parsed.GetValue(propagate) is { } keys
            ? Delegation.To(keys.Split(',').Select(text => KeyArgument.Parse(text, "--propagate", labels).Principal))
            : Delegation.Any;
    }

    private Validity ParseValidity(ParseResult parsed)
    {
        Validity validity = Validity.Between(
            TimeArgument.Parse(parsed.GetValue(notBefore), "--not-before"),
            TimeArgument.Parse(parsed.GetValue(notAfter), "--not-after"));
        SexpNode[] tests = [.. parsed.GetRequiredValue(online).Select(text => SexpArgument.Parse(text, "--online"))];
        if (tests.Length == 0)
        {
            return validity;
        }

        SexpNode[] limits = [.. validity.ToSexp()?.Items.Skip(1) ?? []];
        return Validity.TryParse(SexpList.Of(["valid", .. limits, .. tests]), out Validity? tested, out CertError error)
            ? tested
            : throw new CliException(ExitCode.Malformed, $"--online: {error}");
    }
}

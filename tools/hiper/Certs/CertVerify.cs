using System.CommandLine;
using System.Text.Json;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Names;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;

namespace HiperNet.Cli.Certs;

/// <summary>
/// <c>hiper cert verify</c> and <c>hiper cert find</c>: the decision. The one takes the certificates of a chain, each
/// of which must be well formed; the other finds the chain among many and writes it down.
/// </summary>
internal sealed class CertVerify
{
    private const string VerifyDescription = """
        Decide whether certificates grant a request: exit code 0 granted, 1 refused.

        The answer shows the chain from the root to the subject, or what is wrong with the one that comes closest.
        """;

    private const string FindDescription = """
        Find, among any certificates in any order, a chain that grants a request; faulty ones are passed over.

        The answer is that of verify: exit code 0 granted, 1 refused.
        """;

    private readonly bool find;

    private readonly Option<string?> root = new("--root")
    {
        Description = "The key whose grants count: KEY.",
        HelpName = "KEY",
    };

    private readonly Option<string?> acl = new("--acl")
    {
        Description = "The list whose grants count.",
        HelpName = "FILE",
    };

    private readonly Option<string> subject = new("--subject")
    {
        Description = "Who asks: KEY, or (object-hash ...) or (keyholder KEY).",
        HelpName = "KEY",
        Required = true,
    };

    private readonly Option<string> request = new("--request")
    {
        Description = "For what: a tag without star forms, such as '(vm KEY use)'.",
        HelpName = "SEXP",
        Required = true,
    };

    private readonly Option<string?> at = new("--at") { Description = "When; now if left out.", HelpName = "T" };

    private readonly Option<string[]> crl = new("--crl")
    {
        Description = "Revocation lists and revalidations, signed. May be repeated.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> strict = new("--strict")
    {
        Description = "Refuse certificates that name the keys they may be passed to, as plain SPKI knows none.",
    };

    private readonly Option<string?> output = new("--out")
    {
        Description = "Write the proof, a sequence that anybody can verify, to a file.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> label = new("--label")
    {
        Description = "A key file whose name stands for its key in the answer. May be repeated.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private readonly Argument<string[]> certificates = new("CERT")
    {
        Description = "Files of certificates, keys and lists, in any form and order; - is the standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private CertVerify(bool find) => this.find = find;

    /// <summary>The verb.</summary>
    /// <param name="find">Whether the certificates are a pool with others among them.</param>
    public static Command Command(bool find)
    {
        CertVerify verb = new(find);
        Symbol[] symbols =
        [
            verb.root, verb.acl, verb.subject, verb.request, verb.at, verb.crl, verb.strict, verb.label,
            verb.output, verb.certificates,
        ];
        return find
            ? Verb.Of("find", FindDescription, symbols, verb.Run)
            : Verb.Of("verify", VerifyDescription, symbols, verb.Run);
    }

    private Answer Run(ParseResult parsed)
    {
        CertificatePool pool = new();
        RevocationState revocations = new();
        Labels labels = new();
        TrustRoot trusted = ParseRoot(parsed, pool, labels);
        DecisionQuery query = new(
            trusted,
            ParseSubject(parsed.GetRequiredValue(subject), pool, labels),
            SexpArgument.Request(parsed.GetRequiredValue(request), "--request"),
            TimeArgument.Parse(parsed.GetValue(at), "--at") ?? TimeArgument.Now());

        foreach (string path in parsed.GetRequiredValue(label))
        {
            Know(KeyArgument.Parse(path, "--label", labels), pool);
        }

        List<string> warnings = [];
        string[] files = [.. parsed.GetRequiredValue(certificates), .. parsed.GetRequiredValue(crl)];
        List<SpkiObject> objects = ObjectFile.Read(files, warnings, skipFaulty: find);
        warnings.AddRange(ObjectLoader.Load(objects, pool, revocations).Select(problem => problem.ToString()));
        DecisionOptions options = new() { StrictDelegation = parsed.GetValue(strict) };
        Decision decision = Decider.Decide(query, pool, revocations, options);
        Sequence? proof = decision.Proof?.ToSequence(pool);
        if (proof is not null && parsed.GetValue(output) is { } target)
        {
            OutputFile.Save(proof, target);
        }

        return Answer(query, decision, proof, warnings, labels);
    }

    private static Answer Answer(
        DecisionQuery query, Decision decision, Sequence? proof, List<string> warnings, Labels labels)
    {
        IEnumerable<string> lines = decision.IsGranted
            ? DecisionText.Granted(query, decision, labels)
            : DecisionText.Denied(query, decision, labels);
        return new Answer(
            string.Join('\n', [.. lines, .. warnings.Select(warning => "note: " + warning)]),
            json => Write(json, query, decision, proof, warnings, labels))
        {
            Code = decision.IsGranted ? ExitCode.Done : ExitCode.Refused,
        };
    }

    private static void Write(
        Utf8JsonWriter json,
        DecisionQuery query,
        Decision decision,
        Sequence? proof,
        List<string> warnings,
        Labels labels)
    {
        json.WriteBoolean("granted", decision.IsGranted);
        json.WriteString("at", query.Time.ToString());
        json.WriteString("until", decision.Until.ToString());
        DecisionText.Write(json, decision, labels);
        if (proof is not null)
        {
            json.WriteString("proof", Transport.Encode(proof.Node));
        }

        json.WriteStartArray("notes");
        foreach (string warning in warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
    }

    private TrustRoot ParseRoot(ParseResult parsed, CertificatePool pool, Labels labels)
    {
        string? key = parsed.GetValue(root);
        string? list = parsed.GetValue(acl);
        if (key is null && list is null)
        {
            throw new CliException(ExitCode.Usage, "--root KEY or --acl FILE says whose grants count");
        }

        PrincipalReference? self = key is null ? null : Know(KeyArgument.Parse(key, "--root", labels), pool);
        if (list is null)
        {
            return TrustRoot.Of(self!.Principal);
        }

        Acl entries = ObjectFile.Read([list], [], skipFaulty: false) is [Acl only]
            ? only
            : throw new CliException(ExitCode.Malformed, $"{list}: expected one (acl ...)");
        return self is null ? TrustRoot.Of(entries) : TrustRoot.Of(self.Principal, entries);
    }

    private static Party ParseSubject(string text, CertificatePool pool, Labels labels)
    {
        if (!KeyArgument.LooksLikeExpression(text))
        {
            return Party.Key(Know(KeyArgument.Parse(text, "--subject", labels), pool).Principal);
        }

        Subject asked = SubjectArgument.Parse(text, "--subject", labels);
        return Party.Of(asked)
            ?? throw new CliException(ExitCode.Malformed, "--subject: expected a key, an object hash or a key holder");
    }

    private static PrincipalReference Know(PrincipalReference reference, CertificatePool pool)
    {
        if (reference.Key is { } key)
        {
            pool.AddKey(key);
        }

        return reference;
    }
}

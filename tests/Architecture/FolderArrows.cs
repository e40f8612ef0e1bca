using System.Text.RegularExpressions;

namespace HiperNet.Architecture.Tests;

/// <summary>The arrows between the folders of a part. A folder is a namespace; a new one needs a row here.</summary>
internal static partial class FolderArrows
{
    private const int TimeoutMilliseconds = 10_000;
    private const string Leaf = "it is a leaf: it must be fuzzable and reusable by itself";
    private const string Kernel = "it is the kernel boundary, with in-memory twins: it knows no protocol";
    private const string Model = "parser and planner meet only at the model";
    private const string Decision = "revocation and decision stand on the objects, and the objects know neither";
    private const string Search = "the pool knows what is there, and not what is asked";

    private static readonly string[] SpkiObjects =
        ["Spki/Sexp", "Spki/Keys", "Spki/Tags", "Spki/Certs", "Spki/Discovery", "Spki/Revocation"];

    /// <summary>What each folder may use. Arrows point up the list.</summary>
    public static IReadOnlyList<FolderArrow> Table { get; } =
    [
        new("Spki/Sexp", [], Leaf),
        new("Spki/Text", ["Spki/Sexp"], "the advanced form is S-expressions for people, and knows no object"),
        new("Spki/Keys", ["Spki/Sexp"], "keys are objects of S-expressions; they know no certificate"),
        new("Spki/Tags", ["Spki/Sexp"], "the algebra of tags is about expressions, not about who grants them"),
        new("Spki/Names", ["Spki/Sexp", "Spki/Keys"], "a name begins with a key; it knows no certificate"),
        new("Spki/Certs", Below("Certs"), "objects are read and checked here, and nothing is decided"),
        new("Spki/Revocation", [.. Below("Certs"), "Spki/Certs"], Decision),
        new("Spki/Discovery", [.. Below("Certs"), "Spki/Certs", "Spki/Revocation"], Search),
        new("Spki/Reduction", [.. Below("Certs"), "Spki/Certs", "Spki/Revocation", "Spki/Discovery"], Decision),
        new("HipStack/Identity", [], Leaf),
        new("HipStack/Wire", [], Leaf),
        new("HipStack/Wire/Parameters", ["HipStack/Wire"], "what packets carry; as much a leaf as they are"),
        new("HipStack/Crypto", ["HipStack/Identity", "HipStack/Wire"], "primitives, by the numbers of packets"),
        new("HipStack/Dns", ["HipStack/Identity"], "records in zone form; it knows no packet"),
        new(
            "HipStack/Association",
            ["HipStack/Wire", "HipStack/Wire/Parameters", "HipStack/Identity", "HipStack/Crypto"],
            "it knows packets, never sockets or SPKI"),
        new(
            "HipStack/Esp",
            ["HipStack/Wire", "HipStack/Crypto"],
            "it moves packets with keys that it is given, never by the handshake"),
        new("HipStack/Link", [], Kernel),
        new("HipStack/Transport", [], Kernel),
        new("HipStack/Capture", [], Leaf),
        new("HipStack/Control", [], "the contract of the control socket, which tools share with the daemon"),
        new("Vpxi/Model", [], Leaf),
        new("Vpxi/Language", ["Vpxi/Model"], Model),
        new("Vpxi/Planning", ["Vpxi/Model"], Model),
        new(
            "Vpxi/Planning/Pools",
            ["Vpxi/Planning", "Vpxi/Model"],
            "the planner knows numbers only; descriptions are taken to it and back here"),
        new(
            "Vpxi/Deployment",
            ["Vpxi/Model", "HipStack/Control", "Spki/Keys", "Spki/Certs", "Spki/Reduction"],
            "deployment talks to hipd by its socket"),
        new("Registrar/State", [], "it knows the store and the names of keys, and nothing of what is stored"),
        new(
            "Registrar/Audit",
            ["Registrar/State", "Spki/Sexp", "Spki/Keys", "Spki/Certs"],
            "the log keeps entries, whatever they say"),
        new(
            "Registrar/Bookings",
            [
                "Registrar/State", "Registrar/Audit", "Vpxi/Model", "Vpxi/Language", "Vpxi/Planning",
                "Vpxi/Planning/Pools",
            ],
            "what is booked for whom, until when; it decides no right"),
        new(
            "Registrar/Accounts",
            [
                "Registrar/State", "Registrar/Audit", "Spki/Sexp", "Spki/Keys", "Spki/Tags", "Spki/Certs",
                "Spki/Revocation", "Spki/Discovery", "Spki/Reduction",
            ],
            "who has an account; what an account may do stands in certificates"),
        new(
            "Registrar/Requests",
            ["Registrar/State", "Registrar/Client/Signatures"],
            "what was asked before, by whomever and whatever it was"),
        new(
            "Registrar/Events",
            ["Registrar/State", "Registrar/Client", "Registrar/Client/Contracts"],
            "what happened is told as the contracts say; whom it concerns is for others to know"),
        new(
            "Registrar/Revocations",
            [
                "Registrar/State", "Registrar/Client", "Registrar/Client/Contracts", "Spki/Sexp", "Spki/Keys",
                "Spki/Certs",
            ],
            "what is revoked is kept and signed; who may revoke it stands in certificates"),
        new(
            "Registrar/Identity",
            ["Registrar/Client/Signatures", "Spki/Keys"],
            "it lends SPKI's keys to signed requests"),
        new(
            "Registrar/Federation",
            [
                "Registrar/State", "Registrar/Audit", "Registrar/Bookings", "Registrar/Certificates",
                "Registrar/Client", "Registrar/Client/Calls", "Registrar/Client/Contracts", "Registrar/Identity",
                "Registrar/Infrastructures", "Registrar/Resources", "Registrar/Rights", "Vpxi/Planning/Pools",
                "Spki/Sexp", "Spki/Keys", "Spki/Certs", "Spki/Discovery", "Spki/Reduction", "Spki/Revocation",
            ],
            "it works with other registrars by what this one does anyway; nothing of that knows it"),
        new("Registrar/Client/Signatures", [], "both sides of a request share it; it knows no key"),
        new("Registrar/Client/Contracts", [], "what is said, in records; it is read on both sides"),
        new(
            "Registrar/Client/Calls",
            ["Registrar/Client/Contracts", "Registrar/Client/Signatures"],
            "it asks, and leaves to its caller whose key it is"),
        new(
            "Registrar/Certificates",
            ["Registrar/State", "Registrar/Client/Contracts", .. SpkiObjects],
            "certificates are made and kept here; what they are for is decided elsewhere"),
        new(
            "Registrar/Rights",
            [
                "Registrar/State", "Registrar/Audit", "Registrar/Accounts", "Registrar/Certificates",
                "Registrar/Events", "Registrar/Revocations", .. SpkiObjects, "Spki/Reduction",
            ],
            "there is one place that decides who may do what"),
        new(
            "Registrar/Resources",
            [
                "Registrar/State", "Registrar/Audit", "Registrar/Bookings", "Registrar/Certificates",
                "Registrar/Client/Contracts", "Vpxi/Model", "Vpxi/Language", .. SpkiObjects, "Spki/Reduction",
            ],
            "what is offered, whoever wants it"),
        new(
            "Registrar/Infrastructures",
            [
                "Registrar/State", "Registrar/Audit", "Registrar/Bookings", "Registrar/Certificates",
                "Registrar/Client/Contracts", "Registrar/Events", "Registrar/Resources", "Registrar/Revocations",
                "Registrar/Rights", "Vpxi/Model", "Vpxi/Planning/Pools", .. SpkiObjects,
            ],
            "it takes infrastructures through their life, and knows nothing of how it is asked"),
    ];

    /// <summary>What is wrong with the namespaces that <paramref name="sources"/> declare and use.</summary>
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> sources) =>
        sources.Where(file => file.IsIn("Spki", "HipStack", "Vpxi", "Registrar"))
            .Where(file => !file.IsIn("HipStack/hipd", "Registrar/Server", "Vpxi/hiper-agent"))
            .SelectMany(Violations);

    private static string[] Below(string folder) => folder switch
    {
        "Certs" => ["Spki/Sexp", "Spki/Keys", "Spki/Tags", "Spki/Names"],
        _ => throw new ArgumentOutOfRangeException(nameof(folder)),
    };

    private static IEnumerable<string> Violations(SourceFile file)
    {
        string folder = Path.GetDirectoryName(file.Path)!;
        FolderArrow? arrow = Table.FirstOrDefault(row => row.Folder == folder);
        if (arrow is null)
        {
            yield return $"{file.Path}: no row in {nameof(FolderArrows)} says what {folder} may use, and why";
            yield break;
        }

        string expected = "HiperNet." + folder.Replace('/', '.');
        if (!file.Code.Contains($"namespace {expected};", StringComparison.Ordinal))
        {
            yield return $"{file.Path} must declare namespace {expected}, because the layout is the architecture";
        }

        foreach (Match used in Qualified().Matches(file.Code))
        {
            string target = Target(used);
            if (target != folder && !arrow.Uses.Contains(target))
            {
                yield return $"{file.Path} must not use {target}, because {arrow.Reason}";
            }
        }
    }

    /// <summary>The folder that a name is of: one within another only if it has a row.</summary>
    private static string Target(Match used)
    {
        string outer = used.Groups["part"].Value + "/" + used.Groups["folder"].Value;
        string inner = outer + "/" + used.Groups["inner"].Value;
        return Table.Any(row => row.Folder == inner) ? inner : outer;
    }

    [GeneratedRegex(
        @"\bHiperNet\.(?<part>Spki|HipStack|Vpxi|Registrar)\.(?<folder>\w+)(\.(?<inner>\w+))?",
        RegexOptions.ExplicitCapture,
        TimeoutMilliseconds)]
    private static partial Regex Qualified();
}

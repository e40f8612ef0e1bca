using System.Text.Json;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using static HiperNet.Spki.Tests.Vectors.VectorJson;

namespace HiperNet.Spki.Tests.Vectors;

/// <summary>A case of <c>spec/vectors/decisions.json</c>, read and played as another implementation would.</summary>
internal sealed class DecisionVector(JsonElement json)
{
    public static string Path { get; } = PathOf("decisions.json");

    public static IReadOnlyList<DecisionVector> All { get; } = [.. Cases(Path).Select(one => new DecisionVector(one))];

    public string Name { get; } = json.GetProperty("name").GetString()!;

    public string Comment { get; } = json.GetProperty("comment").GetString()!;

    public bool IsGranted { get; } = json.GetProperty("expected").GetString() == "granted";

    /// <summary>Of a refused case: layer, reason and detail.</summary>
    public string Reason { get; } = string.Join(
        '/', new[] { "layer", "reason", "detail" }.Select(name => TextOf(json, name)).OfType<string>());

    public string? Until { get; } = TextOf(json, "until");

    public string[] Ignored { get; } = json.TryGetProperty("ignored", out JsonElement ignored)
        ? [.. ignored.EnumerateArray().Select(one => one.GetString()!)]
        : [];

    /// <summary>Plays the case from its bytes: forms, objects, loader, request, decision.</summary>
    public DecisionOutcome Play()
    {
        List<SpkiObject> objects = [];
        List<(int Layer, string Problem)> problems = [];
        foreach (byte[] bytes in json.GetProperty("objects").EnumerateArray().Select(Bytes))
        {
            if (!SexpNode.TryParse(bytes, SexpLimits.Network, out SexpNode? node, out SexpError error))
            {
                problems.Add((0, $"sexp/{error.Fault}"));
            }
            else if (SpkiObject.TryParse(node, out SpkiObject? value, out CertError fault))
            {
                CollectionAssert.AreEqual(node.Canonical.ToArray(), value.Node.Canonical.ToArray());
                objects.Add(value);
            }
            else
            {
                problems.Add((1, $"object/{fault.Fault}{Detail(fault)}"));
            }
        }

        if (!TagExpression.TryParseRequest(
            Node(json.GetProperty("request")), out TagExpression? request, out TagFault tagFault))
        {
            problems.Add((3, $"request/{tagFault}"));
            return new DecisionOutcome([.. problems.OrderBy(one => one.Layer).Select(one => one.Problem)], null);
        }

        Authorizer verifier = new(Root(), Options());
        Decision decision = verifier.Update((pool, revocations) =>
        {
            foreach (JsonElement nonce in Elements("nonces"))
            {
                revocations.Expect(
                    new ObjectId(Id(nonce, "certificate")),
                    Id(nonce, "signer"),
                    Convert.FromHexString(nonce.GetProperty("nonce").GetString()!),
                    World.At(nonce.GetProperty("until").GetString()!));
            }

            problems.AddRange(ObjectLoader.Load(objects, pool, revocations).Select(Layered));
            return Decider.Decide(new DecisionQuery(Root(), Subject(), request, Time), pool, revocations, Options());
        });
        Decision cached = verifier.Decide(Subject(), request, Time);
        Assert.AreEqual(decision.ToString(), cached.ToString());
        for (int asked = json.TryGetProperty("asked", out JsonElement often) ? often.GetInt32() : 1; asked > 1; asked--)
        {
            Assert.IsTrue(decision.IsGranted, "All but the last are granted.");
            problems.Clear();
            problems.AddRange(
                verifier.Update((pool, revocations) => ObjectLoader.Load(objects, pool, revocations)).Select(Layered));
            decision = verifier.Decide(Subject(), request, Time);
        }

        return new DecisionOutcome([.. problems.OrderBy(one => one.Layer).Select(one => one.Problem)], decision);
    }

    /// <summary>Whether another party comes to the same end with the proof alone.</summary>
    public Decision Check(Proof proof)
    {
        CertificatePool pool = new();
        IEnumerable<SpkiObject> objects =
            Elements("objects").Select(Bytes).Select(bytes => Parse(bytes)).OfType<SpkiObject>();
        ObjectLoader.Load(objects, pool, new());
        Assert.IsTrue(
            TagExpression.TryParseRequest(Node(json.GetProperty("request")), out TagExpression? request, out _));
        return ProofCheck.Decide(
            new DecisionQuery(Root(), Subject(), request, Time),
            proof.ToSequence(pool),
            Options() with { MaxSignatureChecks = 100 });
    }

    private static SpkiObject? Parse(byte[] bytes) =>
        SexpNode.TryParse(bytes, SexpLimits.Network, out SexpNode? node, out _)
        && SpkiObject.TryParse(node, out SpkiObject? value, out _)
            ? value
            : null;

    private SpkiTime Time => World.At(json.GetProperty("time").GetString()!);

    private static (int Layer, string Problem) Layered(LoadProblem problem) => problem.Fault switch
    {
        LoadFault.UnknownNonce or LoadFault.ForeignAcl or LoadFault.Full => (4, $"load/{problem.Fault}"),
        _ => (2, $"signature/{problem.Fault}"),
    };

    private static string Detail(CertError error) =>
        error.Key != KeyFault.None ? $"/{error.Key}" : error.Tag != TagFault.None ? $"/{error.Tag}" : "";

    private static SexpNode Node(JsonElement hex)
    {
        byte[] bytes = Bytes(hex);
        Assert.IsTrue(
            SexpNode.TryParse(bytes, SexpLimits.Network, out SexpNode? node, out SexpError error), error.ToString());
        return node;
    }

    private static Principal Id(JsonElement from, string name) =>
        Principal.Of(Convert.FromHexString(from.GetProperty(name).GetString()!));

    private JsonElement[] Elements(string name) =>
        json.TryGetProperty(name, out JsonElement array) ? [.. array.EnumerateArray()] : [];

    private TrustRoot Root()
    {
        JsonElement root = json.GetProperty("root");
        Acl? acl = null;
        if (root.TryGetProperty("acl", out JsonElement written))
        {
            Assert.IsTrue(
                SpkiObject.TryParse(Node(written), out SpkiObject? value, out CertError error), error.ToString());
            acl = (Acl)value;
        }

        bool hasKey = root.TryGetProperty("key", out _);
        return acl is null ? TrustRoot.Of(Id(root, "key"))
            : hasKey ? TrustRoot.Of(Id(root, "key"), acl)
            : TrustRoot.Of(acl);
    }

    private Party Subject()
    {
        JsonProperty subject = json.GetProperty("subject").EnumerateObject().Single();
        switch (subject.Name)
        {
            case "key":
                return Party.Key(Principal.Of(Convert.FromHexString(subject.Value.GetString()!)));
            case "keyholder":
                return Party.Keyholder(Principal.Of(Convert.FromHexString(subject.Value.GetString()!)));
            default:
                Assert.AreEqual("object", subject.Name);
                Assert.IsTrue(SpkiHash.TryParse(Node(subject.Value), out SpkiHash? hash, out _));
                return Party.Object(hash);
        }
    }

    private DecisionOptions Options()
    {
        JsonElement options = json.GetProperty("options");
        return new DecisionOptions
        {
            StrictDelegation = options.TryGetProperty("strict", out JsonElement strict) && strict.GetBoolean(),
            MaxFacts = options.TryGetProperty("maxFacts", out JsonElement facts)
                ? facts.GetInt32()
                : DecisionOptions.Default.MaxFacts,
            MaxSignatureChecks = options.TryGetProperty("maxSignatureChecks", out JsonElement checks)
                ? checks.GetInt32()
                : DecisionOptions.Default.MaxSignatureChecks,
        };
    }
}

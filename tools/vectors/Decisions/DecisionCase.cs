using System.Text;
using System.Text.Json;
using HiperNet.Spki.Keys;
using HiperNet.Vectors.Sexp;

namespace HiperNet.Vectors.Decisions;

/// <summary>A question, what the verifier has received, and what it must answer.</summary>
/// <param name="Name">The case in words; no two have the same.</param>
/// <param name="Clause">The clause that decides, or the attack.</param>
/// <param name="Items">What was received, in order.</param>
internal sealed record DecisionCase(string Name, string Clause, IReadOnlyList<Item> Items)
{
    /// <summary>The instant of most cases.</summary>
    public const string Now = "2026-11-21_12:00:00";

    /// <summary>The name of the verifier's own key, or null.</summary>
    public string? Root { get; init; } = "R";

    /// <summary>The verifier's ACL, or null.</summary>
    public string? Acl { get; init; }

    /// <summary>Who asks: <c>key</c>, <c>keyholder</c> or <c>object</c>.</summary>
    public string SubjectKind { get; init; } = "key";

    /// <summary>The name of the key that asks, or the text of the object's hash.</summary>
    public string Subject { get; init; } = "U";

    /// <summary>What is asked for.</summary>
    public string Request { get; init; } = "(vm r use)";

    /// <summary>When.</summary>
    public string Time { get; init; } = Now;

    /// <summary>Whether named delegatees are refused.</summary>
    public bool Strict { get; init; }

    /// <summary>The most facts, or null for the default.</summary>
    public int? MaxFacts { get; init; }

    /// <summary>The most signatures checked, or null for the default.</summary>
    public int? MaxSignatureChecks { get; init; }

    /// <summary>The nonces that the verifier waits for.</summary>
    public IReadOnlyList<Nonce> Nonces { get; init; } = [];

    /// <summary>How often the question is asked; the last answer counts.</summary>
    public int Asked { get; init; } = 1;

    /// <summary>Whether the public keys of all signers are sent first.</summary>
    public bool SendsKeys { get; init; } = true;

    /// <summary>Of a granted case: the last second for which it holds.</summary>
    public string? Until { get; init; }

    /// <summary>Of a granted case: the layers and reasons of objects that are refused and do no harm.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Of a refused case: what must refuse.</summary>
    public Layer Layer { get; init; }

    /// <summary>Of a refused case: why.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a refused case: which fault of a key, hash or tag it is.</summary>
    public string? Detail { get; init; }

    /// <summary>A case that must be granted until an instant.</summary>
    public static DecisionCase Grant(string until, string name, string clause, params IReadOnlyList<Item> items) =>
        new(name, clause, items) { Until = until };

    /// <summary>A case that must be refused.</summary>
    public static DecisionCase Refuse(
        Layer layer, string reason, string name, string clause, params IReadOnlyList<Item> items)
    {
        string[] parts = reason.Split('/');
        return new DecisionCase(name, clause, items)
        {
            Layer = layer,
            Reason = parts[0],
            Detail = parts.Length > 1 ? parts[1] : null,
        };
    }

    /// <summary>Writes the case as a JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteString("comment", Clause);
        WriteQuestion(json);
        WriteObjects(json);
        json.WriteString("expected", Layer == Layer.None ? "granted" : "refused");
        if (Layer == Layer.None)
        {
            json.WriteString("until", Until);
        }
        else
        {
            json.WriteString("layer", Layer.ToString().ToLowerInvariant());
            json.WriteString("reason", Reason);
        }

        if (Detail is not null)
        {
            json.WriteString("detail", Detail);
        }

        if (Ignored.Count > 0)
        {
            json.WriteStartArray("ignored");
            foreach (string one in Ignored)
            {
                json.WriteStringValue(one);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string Hex(string bytes) => Convert.ToHexStringLower(Encoding.Latin1.GetBytes(bytes));

    private void WriteQuestion(Utf8JsonWriter json)
    {
        json.WriteStartObject("root");
        if (Root is not null)
        {
            json.WriteString("key", VectorKeys.Public(Root).Principal.ToString());
        }

        if (Acl is not null)
        {
            json.WriteString("acl", Hex(Make.Bytes(Acl)));
        }

        json.WriteEndObject();
        json.WriteStartObject("subject");
        json.WriteString(
            SubjectKind,
            SubjectKind == "object" ? Hex(Make.Bytes(Subject)) : VectorKeys.Public(Subject).Principal.ToString());
        json.WriteEndObject();
        json.WriteString("request", Hex(Make.Bytes($"({Request})")[1..^1]));
        json.WriteString("time", Time);
        WriteOptions(json);
        WriteNonces(json);
        if (Asked > 1)
        {
            json.WriteNumber("asked", Asked);
        }
    }

    private void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteStartObject("options");
        if (Strict)
        {
            json.WriteBoolean("strict", value: true);
        }

        if (MaxFacts is { } facts)
        {
            json.WriteNumber("maxFacts", facts);
        }

        if (MaxSignatureChecks is { } checks)
        {
            json.WriteNumber("maxSignatureChecks", checks);
        }

        json.WriteEndObject();
    }

    private void WriteNonces(Utf8JsonWriter json)
    {
        if (Nonces.Count == 0)
        {
            return;
        }

        json.WriteStartArray("nonces");
        foreach (Nonce nonce in Nonces)
        {
            json.WriteStartObject();
            SpkiHash id = SpkiHash.Of(SpkiHashAlgorithm.Sha256, nonce.Certificate.Canonical.Span);
            json.WriteString("certificate", Convert.ToHexStringLower(id.Value.Span));
            json.WriteString("signer", VectorKeys.Public(nonce.Signer).Principal.ToString());
            json.WriteString("nonce", Hex(nonce.Value));
            json.WriteString("until", nonce.Until);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteObjects(Utf8JsonWriter json)
    {
        json.WriteStartArray("objects");
        IEnumerable<string> signers =
            SendsKeys ? Items.SelectMany(item => item.Signers).Distinct(StringComparer.Ordinal) : [];
        foreach (string signer in signers)
        {
            json.WriteStringValue(Hex(Make.Bytes(VectorKeys.Public(signer).Sexp)));
        }

        foreach (IReadOnlyList<Repeated> pieces in Items.SelectMany(item => item.Objects))
        {
            Repeated.WriteValue(json, pieces);
        }

        json.WriteEndArray();
    }
}

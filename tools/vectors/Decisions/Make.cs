using System.Text;
using System.Text.RegularExpressions;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;

namespace HiperNet.Vectors.Decisions;

/// <summary>
/// Writes objects from the advanced form, in which <c>@K</c> stands for the hash of the key named K and <c>%K</c>
/// for the key itself. Nothing here goes through the readers of certificates, so that anything can be written.
/// </summary>
internal static partial class Make
{
    /// <summary>What most cases ask for, as a tag.</summary>
    public const string Vm = "(tag (vm r))";

    /// <summary>The S-expression that a text stands for.</summary>
    public static SexpList Node(string text)
    {
        string expanded = Names().Replace(text, match =>
        {
            PublicKey key = VectorKeys.Public(match.Groups["name"].Value);
            return (match.Groups["sign"].Value == "@" ? key.Principal.ToSexp() : key.Sexp).ToString();
        });
        byte[] octets = Encoding.Latin1.GetBytes(expanded);
        return SexpText.TryParse(octets, SexpLimits.File, out SexpNode? node, out SexpTextError error)
            ? (SexpList)node
            : throw new InvalidOperationException($"{error}: {expanded}");
    }

    /// <summary>The canonical form, each octet as a Latin-1 character.</summary>
    public static string Bytes(SexpNode node) => Encoding.Latin1.GetString(node.Canonical.Span);

    /// <summary>The canonical form of what a text stands for.</summary>
    public static string Bytes(string text) => Bytes(Node(text));

    /// <summary>An authorization certificate, not signed. A subject of one word is the key of that name.</summary>
    public static SexpList Grant(string issuer, string subject, string rest) =>
        Node($"(cert (issuer @{issuer}) (subject {Subject(subject)}) {rest})");

    /// <summary>A name certificate, not signed.</summary>
    public static SexpList Definition(string issuer, string identifier, string subject, string rest) =>
        Node($"(cert (issuer (name @{issuer} {identifier})) (subject {Subject(subject)}) {rest})");

    /// <summary>An authorization certificate with the signature of its issuer.</summary>
    public static Item Cert(string issuer, string subject, string rest = Vm) =>
        Signed(issuer, Grant(issuer, subject, rest));

    /// <summary>A name certificate with the signature of its issuer.</summary>
    public static Item Define(string issuer, string identifier, string subject, string rest = "") =>
        Signed(issuer, Definition(issuer, identifier, subject, rest));

    /// <summary>An object and a signature over it.</summary>
    public static Item Signed(string signer, SexpList node) =>
        Item.Of(Bytes(node), Bytes(Sign(signer, node))).By(signer);

    /// <summary>An object and a signature over it.</summary>
    public static Item Signed(string signer, string text) => Signed(signer, Node(text));

    /// <summary>An object and something in the place of its signature.</summary>
    public static Item With(SexpList node, SexpList signature, params IReadOnlyList<string> signers) =>
        Item.Of(Bytes(node), Bytes(signature)).By(signers);

    /// <summary>Objects without signatures.</summary>
    public static Item Plain(params IReadOnlyList<string> texts) => Item.Of([.. texts.Select(Bytes)]);

    /// <summary>The signature of a key over an object.</summary>
    public static SexpList Sign(string signer, SexpList node)
    {
        PublicKey key = VectorKeys.Public(signer);
        SpkiHash hash = SpkiHash.Of(key.SignatureHash, node.Canonical.Span);
        return Signature(hash.ToSexp(), key.Principal.ToSexp(), Value(signer, hash));
    }

    /// <summary>A signature of these parts.</summary>
    public static SexpList Signature(SexpNode hash, SexpNode signer, SexpNode value) =>
        SexpList.Of("signature", hash, signer, value);

    /// <summary>The signature value of a key over a hash.</summary>
    public static SexpList Value(string signer, SpkiHash hash) =>
        VectorKeys.Public(signer).Algorithm is KeyAlgorithm.P256 or KeyAlgorithm.P384
            ? EcdsaSignatures.Find(signer, hash.Value)
            : VectorKeys.Of(signer).SignDigest(hash.Value.Span);

    /// <summary>A signature with another element at <paramref name="index"/>.</summary>
    public static SexpList Change(SexpList signature, int index, SexpNode element) =>
        new(signature.Items.SetItem(index, element));

    /// <summary>A validity between two instants, each of which may be missing, with online tests.</summary>
    public static string Valid(string? from, string? to, string tests = "")
    {
        string start = from is null ? "" : $"(not-before \"{from}\")";
        string end = to is null ? "" : $"(not-after \"{to}\")";
        return $"(valid {start} {end} {tests})";
    }

    /// <summary>The SHA-256 of an object, as objects name it.</summary>
    public static string HashOf(SexpNode node) =>
        SpkiHash.Of(SpkiHashAlgorithm.Sha256, node.Canonical.Span).ToSexp().ToString();

    /// <summary>Bytes with one bit of the octet after a marker flipped.</summary>
    public static string Flip(string bytes, string marker, int bit = 0)
    {
        int at = bytes.IndexOf(marker, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new InvalidOperationException($"No {marker} in {bytes}.");
        }

        at += marker.Length;
        return bytes[..at] + (char)(bytes[at] ^ (1 << bit)) + bytes[(at + 1)..];
    }

    private static string Subject(string subject) => subject.All(char.IsAsciiLetterOrDigit) ? $"@{subject}" : subject;

    [GeneratedRegex("(?<sign>[@%])(?<name>[A-Za-z0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}

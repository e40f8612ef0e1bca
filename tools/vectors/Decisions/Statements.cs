using HiperNet.Spki.Sexp;
using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>Certificates with online tests, and the lists and revalidations that answer them.</summary>
internal static class Statements
{
    public const string Place = "(uri \"http://status.example/\")";
    public const string Start = "2026-11-21_00:00:00";
    public const string End = "2026-11-22_00:00:00";
    public const string FirstNonce = "sixteen octets!!";

    /// <summary>R to U, as long as V's lists do not cancel it.</summary>
    public static SexpList WithCrl { get; } = Grant("R", "U", Vm + Valid(null, null, $"(online crl {Place} @V)"));

    /// <summary>R to U, as long as V says that it still holds.</summary>
    public static SexpList WithReval { get; } = Grant("R", "U", Vm + Valid(null, null, $"(online reval {Place} @V)"));

    /// <summary>R to U, if V answers the verifier's nonce.</summary>
    public static SexpList WithOneTime { get; } = Grant(
        "R", "U", Vm + Valid(null, null, $"(online one-time {Place} @V)"));

    /// <summary>R to U, without a test.</summary>
    public static SexpList WithNone { get; } = Grant("R", "U", Vm);

    /// <summary>A hash that names nothing here.</summary>
    public static string Nothing { get; } = $"(hash sha256 #{new string('0', 64)}#)";

    /// <summary>A revocation list.</summary>
    public static SexpList Crl(string canceled, string from = Start, string to = End) =>
        Node($"(crl (canceled {canceled}) {Valid(from, to)})");

    /// <summary>An addition to a revocation list.</summary>
    public static SexpList Delta(string predecessor, string canceled, string from = Start, string to = End) =>
        Node($"(delta-crl {predecessor} (canceled {canceled}) {Valid(from, to)})");

    /// <summary>A revalidation for an interval.</summary>
    public static SexpList Reval(string valid, string from = Start, string to = End) =>
        Node($"(reval (valid {valid}) {Valid(from, to)})");

    /// <summary>A revalidation for one decision.</summary>
    public static SexpList OneTime(SexpList certificate, string nonce = FirstNonce) =>
        Node($"(reval {HashOf(certificate)} (one-time \"{nonce}\"))");
}

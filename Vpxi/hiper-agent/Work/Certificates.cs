using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;

namespace HiperNet.Agent.Work;

/// <summary>Certificates as they come from a registrar.</summary>
internal static class Certificates
{
    /// <summary>Reads sequences; what is none, or is too long, is left out, because it can grant nothing.</summary>
    public static IReadOnlyList<SpkiObject> Read(IEnumerable<ReadOnlyMemory<byte>> sequences) =>
        [.. sequences.Take(AgentLimits.Members).Select(TryRead).OfType<SpkiObject>()];

    /// <summary>Reads an object; null if it is none.</summary>
    public static SpkiObject? TryRead(ReadOnlyMemory<byte> octets) =>
        octets.Length <= AgentLimits.CertificateOctets ? TryReadList(octets) : null;

    /// <summary>Reads an object that may be long, such as a revocation list; null if it is none.</summary>
    public static SpkiObject? TryReadList(ReadOnlyMemory<byte> octets) =>
        CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out _)
        && SpkiObject.TryParse(node, out SpkiObject? value, out _)
            ? value
            : null;
}

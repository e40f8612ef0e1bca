using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Agent.Work;

/// <summary>
/// Whose network an infrastructure has: that of the agent's own registrar, or of another one that it lends resources to
/// (spec/registrar-api.md, section 5.3).
/// </summary>
internal static class Authority
{
    /// <summary>The name of the network in <c>(net NAME)</c>.</summary>
    public static string NetworkOf(WorkVpxi vpxi) => vpxi.Network ?? vpxi.Id;

    /// <summary>The key that grants <c>(net NAME)</c>; null if it is said to be another one, and is none.</summary>
    /// <param name="vpxi">The infrastructure.</param>
    /// <param name="registrar">The agent's own registrar.</param>
    public static PublicKey? KeyOf(WorkVpxi vpxi, PublicKey registrar) => vpxi.Authority is { } other
        ? Read(other)
        : registrar;

    /// <summary>
    /// The principal of another registrar's key; null if the network is the own registrar's, or the key is none.
    /// </summary>
    public static Principal? OtherOf(WorkVpxi vpxi) => vpxi.Authority is { } other ? Read(other)?.Principal : null;

    private static PublicKey? Read(ReadOnlyMemory<byte> octets) =>
        octets.Length <= AgentLimits.CertificateOctets
        && CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out _)
        && PublicKey.TryParse(node, out PublicKey? key, out _)
            ? key
            : null;
}

using System.Collections.Immutable;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;

namespace HiperNet.Registrar.Federation;

/// <summary>Whether another registrar has given what it was asked for.</summary>
internal static class TransferCheck
{
    private const int MostOctets = 32_768;
    private static readonly DecisionOptions Limits = new() { MaxFacts = 1000, MaxSignatureChecks = 32 };

    /// <summary>Why the nodes are not those that were asked for; null if they are.</summary>
    public static string? OfNodes(TransferView view, IReadOnlyCollection<string> nodes) =>
        view is { State: not null, Nodes: not null }
        && view.Nodes.Count == nodes.Count
        && view.Nodes.All(node => node is { Name: not null, Resource: not null, Principal: not null }
            && nodes.Contains(node.Name)
            && IsName(node.Resource))
        && view.Nodes.DistinctBy(node => node.Name).Count() == nodes.Count
            ? null
            : "it answers with other nodes";

    /// <summary>
    /// Why a resource's chain does not reach this registrar, or may not be passed on to the user; null if all of them
    /// do and may.
    /// </summary>
    public static string? OfChains(TransferView view, Principal own, Principal user, SpkiTime now)
    {
        foreach (TransferNode node in view.Nodes)
        {
            if (PrincipalOf(node) is not { } resource || node.Chain.Length > MostOctets
                || !ShownCertificates.TryRead(node.Chain, out ImmutableArray<SpkiObject>? items, out _))
            {
                return $"'{node.Name}' has no chain";
            }

            CertificatePool pool = new(ShownCertificates.MostObjects);
            ObjectLoader.Load(items.Value, pool, new RevocationState());
            Decision decision = Decider.Decide(
                new DecisionQuery(
                    TrustRoot.Of(resource), Party.Key(own), GrantTags.Machine(resource, "start"), now),
                pool,
                new RevocationState(),
                Limits);
            if (!decision.IsGranted)
            {
                return $"'{node.Name}': {decision}";
            }

            if (decision.Proof?.Steps.LastOrDefault()?.Certificate?.Certificate
                is not AuthorizationCertificate last || !last.Delegation.Permits(user))
            {
                return $"'{node.Name}' may not be passed on to its user";
            }
        }

        return null;
    }

    /// <summary>The principal of a node's resource; null if it is none.</summary>
    public static Principal? PrincipalOf(TransferNode node) =>
        node.Principal.Length == 2 * Principal.Bytes && node.Principal.All(char.IsAsciiHexDigitLower)
            ? Principal.Of(Convert.FromHexString(node.Principal))
            : null;

    private static bool IsName(string resource) =>
        resource.Length is > 0 and <= 256 && !resource.Contains('@', StringComparison.Ordinal);
}

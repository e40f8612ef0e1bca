using HiperNet.Spki.Keys;

namespace HiperNet.Agent.Configuration;

/// <summary>A configuration that has been checked; all paths are whole.</summary>
internal sealed record AgentSettings
{
    /// <summary>The file that it was read from.</summary>
    public required string Path { get; init; }

    /// <summary>The addresses of the registrar's replicas.</summary>
    public required IReadOnlyList<Uri> Servers { get; init; }

    /// <summary>The registrar's key.</summary>
    public required PublicKey Registrar { get; init; }

    /// <summary>Whose machine this is.</summary>
    public required AccountSettings Account { get; init; }

    /// <summary>What is offered.</summary>
    public required OfferSettings Offer { get; init; }

    /// <summary>How nodes are made.</summary>
    public required NodeSettings Nodes { get; init; }

    /// <summary>The folder of keys, certificates and journals.</summary>
    public required string State { get; init; }

    /// <summary>The socket that tells the status.</summary>
    public required string Socket { get; init; }

    /// <summary>How often work is asked for though nothing is known to have changed.</summary>
    public required TimeSpan Poll { get; init; }

    /// <summary>Whether what cannot be changed while the agent runs is the same.</summary>
    public bool HasSameBase(AgentSettings other) =>
        Servers.SequenceEqual(other.Servers) && Registrar.Equals(other.Registrar)
        && State == other.State && Socket == other.Socket && Offer.Id == other.Offer.Id
        && Nodes.Underlay == other.Nodes.Underlay;
}

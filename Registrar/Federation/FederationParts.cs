namespace HiperNet.Registrar.Federation;

/// <summary>What a registrar needs to work with others.</summary>
/// <param name="Clients">Talks to them.</param>
/// <param name="Feed">Tells them of own offers.</param>
/// <param name="Transfers">Gives them own resources.</param>
/// <param name="Cosignatures">Cosigns their logs, and has the own one cosigned.</param>
/// <param name="Rounds">What is done again and again.</param>
public sealed record FederationParts(
    PeerClients Clients,
    SyncFeed Feed,
    Transfers Transfers,
    Cosignatures Cosignatures,
    FederationRounds Rounds);

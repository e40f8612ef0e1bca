using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Registrar.Federation;

/// <summary>What another registrar was asked for, for an infrastructure of this one.</summary>
/// <param name="Vpxi">The infrastructure.</param>
/// <param name="Peer">The other registrar.</param>
/// <param name="Id">The name that this one has given the transfer.</param>
/// <param name="State">How far it is.</param>
/// <param name="View">What the other registrar has said of it last; null for nothing.</param>
internal sealed record OutTransfer(string Vpxi, string Peer, string Id, OutState State, TransferView? View);

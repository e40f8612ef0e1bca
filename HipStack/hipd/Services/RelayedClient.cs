using System.Net;
using HiperNet.HipStack.Transport;

namespace HiperNet.Hipd.Services;

/// <summary>A client of the data relay.</summary>
/// <param name="Socket">Its port.</param>
/// <param name="Relayed">Its relayed address.</param>
internal sealed record RelayedClient(IDatagramSocket Socket, IPEndPoint Relayed)
{
    /// <summary>Whom it lets through.</summary>
    public List<RelayBinding> Bindings { get; } = [];
}

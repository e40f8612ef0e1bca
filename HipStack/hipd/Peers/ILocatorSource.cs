using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;

namespace HiperNet.Hipd.Peers;

/// <summary>Somewhere that tells where peers are: the configuration, the control socket, and what may come.</summary>
internal interface ILocatorSource
{
    /// <summary>What kind of source it is.</summary>
    LocatorSource Kind { get; }

    /// <summary>Everything that is known now.</summary>
    IReadOnlyCollection<Host> Hosts { get; }

    /// <summary>Where a peer is; null if this source does not know.</summary>
    Host? Find(Hit hit);
}

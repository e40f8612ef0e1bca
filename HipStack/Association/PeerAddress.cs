using System.Net;

namespace HiperNet.HipStack.Association;

/// <summary>One address of a peer.</summary>
internal sealed class PeerAddress
{
    public PeerAddress(Encapsulation encapsulation, IPEndPoint endPoint)
    {
        Encapsulation = encapsulation;
        EndPoint = endPoint;
    }

    public Encapsulation Encapsulation { get; }

    public IPEndPoint EndPoint { get; }

    public PeerAddressState State { get; set; } = PeerAddressState.Unverified;

    /// <summary>Where the peer is, if this is the address of a relay of ours; else null.</summary>
    public IPEndPoint? Relayed { get; set; }

    /// <summary>Whether this is a control relay, which carries no data.</summary>
    public bool IsControlOnly { get; init; }

    /// <summary>Whether this is a relayed address of the peer.</summary>
    public bool IsDataRelay { get; init; }

    /// <summary>Whether a direct way was looked for there.</summary>
    public bool WasTried { get; set; }

    /// <summary>A direct way is better than a data relay, and that better than a control relay.</summary>
    public int Rank => IsControlOnly ? 0 : IsDataRelay || Relayed is not null ? 1 : 2;

    /// <summary>Whether the peer prefers it.</summary>
    public bool IsPreferred { get; set; }

    /// <summary>When it ends.</summary>
    public TimeSpan Until { get; set; } = TimeSpan.MaxValue;

    /// <summary>What the peer has to send back from there; null if it was not asked.</summary>
    public byte[]? Challenge { get; set; }

    public bool Is(Encapsulation encapsulation, IPEndPoint endPoint) =>
        Encapsulation == encapsulation && EndPoint.Equals(endPoint);
}

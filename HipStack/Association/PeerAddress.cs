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

    /// <summary>Whether the peer prefers it.</summary>
    public bool IsPreferred { get; set; }

    /// <summary>When it ends.</summary>
    public TimeSpan Until { get; set; } = TimeSpan.MaxValue;

    /// <summary>What the peer has to send back from there; null if it was not asked.</summary>
    public byte[]? Challenge { get; set; }

    public bool Is(Encapsulation encapsulation, IPEndPoint endPoint) =>
        Encapsulation == encapsulation && EndPoint.Equals(endPoint);
}

using System.Net;

namespace HiperNet.HipStack.Association;

/// <summary>
/// A way between two hosts: an encapsulation and an address at each end. Ports are zero where the encapsulation is
/// raw.
/// </summary>
/// <param name="Encapsulation">What carries the packets.</param>
/// <param name="Local">Our address.</param>
/// <param name="Remote">The peer's address, as we see it.</param>
public sealed record Path(Encapsulation Encapsulation, IPEndPoint Local, IPEndPoint Remote)
{
    /// <summary>
    /// Where the peer is, if <see cref="Remote"/> is a relay of ours that passes packets on to it; else null. The
    /// engine tells the relay in each control packet, and data just goes to the relay.
    /// </summary>
    public IPEndPoint? Relayed { get; init; }

    /// <summary>
    /// Whether control packets alone get through, as <see cref="Remote"/> is a control relay: data has to wait for
    /// a <see cref="PathChanged"/> (RFC 9028 section 4.5).
    /// </summary>
    public bool IsControlOnly { get; init; }

    /// <summary>Where packets of the peer come from, before a relay or after it.</summary>
    internal IPEndPoint Source => Relayed ?? Remote;

    /// <inheritdoc/>
    public override string ToString() => this switch
    {
        { Encapsulation: Encapsulation.Raw } => $"{Local.Address} - {Remote.Address}",
        { Relayed: { } peer } => $"udp {Local} - {Remote} - {peer}",
        _ => $"udp {Local} - {Remote}",
    };
}

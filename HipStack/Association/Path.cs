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
    /// <inheritdoc/>
    public override string ToString() => Encapsulation == Encapsulation.Raw
        ? $"{Local.Address} - {Remote.Address}"
        : $"udp {Local} - {Remote}";
}

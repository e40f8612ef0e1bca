using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>What a registrar offers (REG_INFO).</summary>
/// <param name="Types">The services.</param>
/// <param name="Shortest">The shortest lifetime.</param>
/// <param name="Longest">The longest lifetime.</param>
internal sealed record OfferedServices(IReadOnlyList<RegistrationType> Types, TimeSpan Shortest, TimeSpan Longest)
{
    /// <summary>What a packet offers; null if it does not say.</summary>
    public static OfferedServices? Read(HipPacket packet) => packet.TryRead(out RegInfoParameter? info)
        ? new OfferedServices(
            info.Types, RegistrationLifetime.Decode(info.MinLifetime), RegistrationLifetime.Decode(info.MaxLifetime))
        : null;

    /// <summary>The lifetime within the limits (RFC 8003 section 4.2).</summary>
    public TimeSpan Fit(TimeSpan lifetime)
    {
        TimeSpan longest = Longest > Shortest ? Longest : Shortest;
        return lifetime < Shortest ? Shortest : lifetime > longest ? longest : lifetime;
    }
}

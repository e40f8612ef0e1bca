using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The parameters that an I2 must have (RFC 7401 section 5.3.3, RFC 7402 section 5.2.1.2).</summary>
internal sealed class I2Fields
{
    public required SolutionParameter Solution { get; init; }

    public required DiffieHellmanParameter DiffieHellman { get; init; }

    public required HipCipherParameter Cipher { get; init; }

    public required EspInfoParameter EspInfo { get; init; }

    public required EspTransformParameter Transform { get; init; }

    public required TransportFormatListParameter Formats { get; init; }

    /// <summary>The counter; null if there is none.</summary>
    public R1CounterParameter? Counter { get; init; }

    public static bool TryRead(HipPacket packet, [NotNullWhen(true)] out I2Fields? fields)
    {
        fields = null;
        ParameterReading counterReading = packet.Read(out R1CounterParameter? counter);
        if (!packet.TryRead(out SolutionParameter? solution)
            || !packet.TryRead(out DiffieHellmanParameter? diffieHellman)
            || !packet.TryRead(out HipCipherParameter? cipher)
            || !packet.TryRead(out EspInfoParameter? espInfo)
            || !packet.TryRead(out EspTransformParameter? transform)
            || !packet.TryRead(out TransportFormatListParameter? formats)
            || counterReading is not (ParameterReading.Read or ParameterReading.Absent))
        {
            return false;
        }

        fields = new I2Fields
        {
            Solution = solution,
            DiffieHellman = diffieHellman,
            Cipher = cipher,
            EspInfo = espInfo,
            Transform = transform,
            Formats = formats,
            Counter = counter,
        };
        return true;
    }
}

using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Wire;

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
        R1CounterParameter? counter = null;
        if (!packet.TryFind(ParameterType.Solution, out HipParameter solution)
            || !SolutionParameter.TryRead(solution.Contents, out SolutionParameter? readSolution)
            || !packet.TryFind(ParameterType.DiffieHellman, out HipParameter dh)
            || !DiffieHellmanParameter.TryRead(dh.Contents, out DiffieHellmanParameter? readDh)
            || !packet.TryFind(ParameterType.HipCipher, out HipParameter cipher)
            || !HipCipherParameter.TryRead(cipher.Contents, out HipCipherParameter? readCipher)
            || !packet.TryFind(ParameterType.EspInfo, out HipParameter info)
            || !EspInfoParameter.TryRead(info.Contents, out EspInfoParameter? readInfo)
            || !packet.TryFind(ParameterType.EspTransform, out HipParameter transform)
            || !EspTransformParameter.TryRead(transform.Contents, out EspTransformParameter? readTransform)
            || !packet.TryFind(ParameterType.TransportFormatList, out HipParameter formats)
            || !TransportFormatListParameter.TryRead(formats.Contents, out TransportFormatListParameter? readFormats)
            || (packet.TryFind(ParameterType.R1Counter, out HipParameter found)
                && !R1CounterParameter.TryRead(found.Contents, out counter)))
        {
            return false;
        }

        fields = new I2Fields
        {
            Solution = readSolution,
            DiffieHellman = readDh,
            Cipher = readCipher,
            EspInfo = readInfo,
            Transform = readTransform,
            Formats = readFormats,
            Counter = counter,
        };
        return true;
    }
}

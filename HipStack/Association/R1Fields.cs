using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The parameters that an R1 must have (RFC 7401 section 5.3.2, RFC 7402 section 5.2.1.1).</summary>
internal sealed class R1Fields
{
    public required PuzzleParameter Puzzle { get; init; }

    public required DiffieHellmanParameter DiffieHellman { get; init; }

    public required HipCipherParameter Ciphers { get; init; }

    public required HipParameter HostId { get; init; }

    public required HitSuiteListParameter Suites { get; init; }

    public required DhGroupListParameter Groups { get; init; }

    public required TransportFormatListParameter Formats { get; init; }

    public required EspTransformParameter Transforms { get; init; }

    /// <summary>The counter; null if there is none.</summary>
    public R1CounterParameter? Counter { get; init; }

    public static bool TryRead(HipPacket packet, [NotNullWhen(true)] out R1Fields? fields)
    {
        fields = null;
        ParameterReading counterReading = packet.Read(out R1CounterParameter? counter);
        if (!packet.TryRead(out PuzzleParameter? puzzle)
            || !packet.TryRead(out DiffieHellmanParameter? diffieHellman)
            || !packet.TryRead(out HipCipherParameter? ciphers)
            || !packet.TryFind(ParameterType.HostId, out HipParameter hostId)
            || !packet.TryRead(out HitSuiteListParameter? suites)
            || !packet.TryRead(out DhGroupListParameter? groups)
            || !packet.TryRead(out TransportFormatListParameter? formats)
            || !packet.TryRead(out EspTransformParameter? transforms)
            || counterReading is not (ParameterReading.Read or ParameterReading.Absent))
        {
            return false;
        }

        fields = new R1Fields
        {
            Puzzle = puzzle,
            DiffieHellman = diffieHellman,
            Ciphers = ciphers,
            HostId = hostId,
            Suites = suites,
            Groups = groups,
            Formats = formats,
            Transforms = transforms,
            Counter = counter,
        };
        return true;
    }
}

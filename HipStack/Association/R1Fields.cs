using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Wire;

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
        R1CounterParameter? counter = null;
        if (!packet.TryFind(ParameterType.Puzzle, out HipParameter puzzle)
            || !PuzzleParameter.TryRead(puzzle.Contents, out PuzzleParameter? readPuzzle)
            || !packet.TryFind(ParameterType.DiffieHellman, out HipParameter dh)
            || !DiffieHellmanParameter.TryRead(dh.Contents, out DiffieHellmanParameter? readDh)
            || !packet.TryFind(ParameterType.HipCipher, out HipParameter ciphers)
            || !HipCipherParameter.TryRead(ciphers.Contents, out HipCipherParameter? readCiphers)
            || !packet.TryFind(ParameterType.HostId, out HipParameter hostId)
            || !packet.TryFind(ParameterType.HitSuiteList, out HipParameter suites)
            || !HitSuiteListParameter.TryRead(suites.Contents, out HitSuiteListParameter? readSuites)
            || !packet.TryFind(ParameterType.DhGroupList, out HipParameter groups)
            || !DhGroupListParameter.TryRead(groups.Contents, out DhGroupListParameter? readGroups)
            || !packet.TryFind(ParameterType.TransportFormatList, out HipParameter formats)
            || !TransportFormatListParameter.TryRead(formats.Contents, out TransportFormatListParameter? readFormats)
            || !packet.TryFind(ParameterType.EspTransform, out HipParameter transforms)
            || !EspTransformParameter.TryRead(transforms.Contents, out EspTransformParameter? readTransforms)
            || (packet.TryFind(ParameterType.R1Counter, out HipParameter found)
                && !R1CounterParameter.TryRead(found.Contents, out counter)))
        {
            return false;
        }

        fields = new R1Fields
        {
            Puzzle = readPuzzle,
            DiffieHellman = readDh,
            Ciphers = readCiphers,
            HostId = hostId,
            Suites = readSuites,
            Groups = readGroups,
            Formats = readFormats,
            Transforms = readTransforms,
            Counter = counter,
        };
        return true;
    }
}

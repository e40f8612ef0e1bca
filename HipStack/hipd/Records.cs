using System.Text.RegularExpressions;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
using ControlRole = HiperNet.HipStack.Control.AssociationRole;
using ControlState = HiperNet.HipStack.Control.AssociationState;
using EngineRole = HiperNet.HipStack.Association.AssociationRole;
using EngineState = HiperNet.HipStack.Association.AssociationState;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd;

/// <summary>The engine's terms in those of the control socket.</summary>
internal static partial class Records
{
    private const int TimeoutMilliseconds = 1000;

    public static PathStatus Path(Path path, TimeSpan? roundTrip = null) => new()
    {
        Encapsulation = Of(path.Encapsulation),
        Local = path.Local,
        Remote = path.Remote,
        Rtt = roundTrip,
    };

    public static PathEncapsulation Of(Encapsulation encapsulation) =>
        encapsulation == Encapsulation.Udp ? PathEncapsulation.Udp : PathEncapsulation.Raw;

    public static ControlState Of(EngineState state) =>
        state switch
        {
            EngineState.Unassociated => ControlState.Unassociated,
            EngineState.I1Sent => ControlState.I1Sent,
            EngineState.I2Sent => ControlState.I2Sent,
            EngineState.R2Sent => ControlState.R2Sent,
            EngineState.Established => ControlState.Established,
            EngineState.Closing => ControlState.Closing,
            EngineState.Closed => ControlState.Closed,
            _ => ControlState.EFailed,
        };

    public static ControlRole Of(EngineRole role) =>
        role switch
        {
            EngineRole.Initiator => ControlRole.Initiator,
            EngineRole.Responder => ControlRole.Responder,
            _ => ControlRole.Unknown,
        };

    /// <summary>A name of an enumeration in words: NoCommonCipher is "no common cipher".</summary>
    public static string Words<T>(T value)
        where T : struct, Enum =>
        Capital().Replace(value.ToString(), match => " " + match.Value).TrimStart().ToLowerInvariant();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Capital();
}

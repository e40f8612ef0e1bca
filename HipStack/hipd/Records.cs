using System.Text.RegularExpressions;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
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

    public static HiperNet.HipStack.Control.AssociationState Of(HiperNet.HipStack.Association.AssociationState state) =>
        state switch
        {
            HiperNet.HipStack.Association.AssociationState.Unassociated => HiperNet.HipStack.Control.AssociationState.Unassociated,
            HiperNet.HipStack.Association.AssociationState.I1Sent => HiperNet.HipStack.Control.AssociationState.I1Sent,
            HiperNet.HipStack.Association.AssociationState.I2Sent => HiperNet.HipStack.Control.AssociationState.I2Sent,
            HiperNet.HipStack.Association.AssociationState.R2Sent => HiperNet.HipStack.Control.AssociationState.R2Sent,
            HiperNet.HipStack.Association.AssociationState.Established => HiperNet.HipStack.Control.AssociationState.Established,
            HiperNet.HipStack.Association.AssociationState.Closing => HiperNet.HipStack.Control.AssociationState.Closing,
            HiperNet.HipStack.Association.AssociationState.Closed => HiperNet.HipStack.Control.AssociationState.Closed,
            _ => HiperNet.HipStack.Control.AssociationState.EFailed,
        };

    public static HiperNet.HipStack.Control.AssociationRole Of(HiperNet.HipStack.Association.AssociationRole role) =>
        role switch
        {
            HiperNet.HipStack.Association.AssociationRole.Initiator => HiperNet.HipStack.Control.AssociationRole.Initiator,
            HiperNet.HipStack.Association.AssociationRole.Responder => HiperNet.HipStack.Control.AssociationRole.Responder,
            _ => HiperNet.HipStack.Control.AssociationRole.Unknown,
        };

    /// <summary>A name of an enumeration in words: NoCommonCipher is "no common cipher".</summary>
    public static string Words<T>(T value)
        where T : struct, Enum =>
        Capital().Replace(value.ToString(), match => " " + match.Value).TrimStart().ToLowerInvariant();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Capital();
}

using System.Text;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Sends NOTIFYs (RFC 7401 section 5.2.19). Each costs a signature, so that an address gets few of them.
/// </summary>
internal sealed class Notifier(EngineContext context)
{
    /// <summary>NOTIFYs a second to one address.</summary>
    public const int MaxPerSource = 4;

    /// <summary>The longest text in one, in octets.</summary>
    public const int MaxText = 200;

    private readonly SourceRates rates = new(context.Random);

    /// <summary>Tells a peer that policy forbids it, and why as far as it may know.</summary>
    public void Refuse(Path path, AssociationKey key, HostKey identity, string reason) =>
        Send(path, key, identity, NotifyType.BlockedByPolicy, Encoding.UTF8.GetBytes(reason));

    /// <summary>Reports what is wrong with an I2 whose puzzle was solved (section 6.9.1).</summary>
    public void AboutI2(Path path, AssociationKey key, HostKey identity, ControlDrop drop)
    {
        NotifyType? type = drop switch
        {
            ControlDrop.NotOffered => NotifyType.NoHipProposalChosen,
            ControlDrop.BadDiffieHellman => NotifyType.InvalidDhChosen,
            ControlDrop.BadEncrypted => NotifyType.EncryptionFailed,
            ControlDrop.HitMismatch => NotifyType.InvalidHit,
            ControlDrop.NoNatMode => NotifyType.NoValidNatTraversalModeParameter,
            ControlDrop.WrongMac => NotifyType.HipMacFailed,
            ControlDrop.WrongSignature => NotifyType.AuthenticationFailed,
            ControlDrop.BadParameter => NotifyType.InvalidSyntax,
            _ => null,
        };
        if (type is { } known)
        {
            Send(path, key, identity, known, []);
        }
    }

    public void Send(Path path, AssociationKey key, HostKey identity, NotifyType type, ReadOnlySpan<byte> data)
    {
        if (rates.Count(path.Remote.Address, context.Now) > MaxPerSource)
        {
            return;
        }

        PacketBuilder builder = new(
            PacketType.Notify, HipControls.None, key.Local.ToUInt128(), key.Peer.ToUInt128());
        builder.Add(new NotificationParameter(type, data[..Math.Min(data.Length, MaxText)].ToArray()));
        context.Send(path, Sealing.Sign(builder, identity));
    }
}

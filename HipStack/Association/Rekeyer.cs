using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;
using System.Security.Cryptography;

namespace HiperNet.HipStack.Association;

/// <summary>
/// New ESP keys by UPDATE (RFC 7402 sections 6.8 to 6.10). Inbound keys are installed as soon as both sides' values
/// are known, before the peer can use them, so that no packet is lost.
/// </summary>
internal sealed class Rekeyer(EngineContext context, Updater updater, Closer closing)
{
    /// <summary>How often a rekeying that the peer acknowledged but did not answer is begun again.</summary>
    public const int MaxRestarts = 2;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    /// <summary>Begins a rekeying, if none goes on.</summary>
    public void Start(HipAssociation association)
    {
        if (association.Rekeying is not null
            || !association.IsOpen
            || !EngineContext.Allows(association, AssociationEvent.LocalUpdate))
        {
            if (association is { Rekeying: null, IsOpen: true })
            {
                context.Set(association, AssociationTimer.Rekey, AnswerTime);
            }

            return;
        }

        bool fresh = ++association.RekeyCount % context.Options.DiffieHellmanEvery == 0;
        Rekeying rekeying = NewRekeying(association, fresh, association.Secrets!.KeymatIndex);
        Send(association, rekeying, acknowledged: null);
    }

    /// <summary>The time of a rekeying's answer, or of the keys, is over.</summary>
    public void TimeIsOver(HipAssociation association)
    {
        if (association.Rekeying is not { } rekeying)
        {
            Start(association);
            return;
        }

        if (!rekeying.IsAcknowledged && IsUnderWay(association, rekeying))
        {
            // The UPDATE's own retransmission ends it.
            context.Set(association, AssociationTimer.Rekey, AnswerTime);
        }
        else if (++rekeying.Restarts > MaxRestarts)
        {
            closing.Close(association, AssociationEvent.LocalClose, EndReason.RekeyFailed);
        }
        else
        {
            Send(association, rekeying, acknowledged: null);
        }
    }

    /// <summary>The peer wants new keys, or answers that we do.</summary>
    /// <param name="association">The association.</param>
    /// <param name="packet">Its UPDATE, authenticated.</param>
    /// <param name="info">The ESP_INFO in it; its SPIs differ.</param>
    /// <param name="id">Its Update ID.</param>
    /// <param name="acknowledged">Whether an UPDATE that was sent here acknowledges it.</param>
    public ControlDrop Receive(
        HipAssociation association, HipPacket packet, EspInfoParameter info, uint id, out bool acknowledged)
    {
        acknowledged = false;
        byte[]? publicValue = null;
        Secrets secrets = association.Secrets!;
        ParameterReading reading = packet.Read(out DiffieHellmanParameter? value);
        if (reading != ParameterReading.Absent)
        {
            if (value is null
                || info.KeymatIndex != 0
                || value.Group != (byte)secrets.Group)
            {
                return ControlDrop.BadDiffieHellman;
            }

            publicValue = value.PublicValue.ToArray();
        }

        if (info.NewSpi < EngineContext.LowestSpi || !association.IsOpen)
        {
            return ControlDrop.BadParameter;
        }

        if (association.Rekeying is { Material: not null } last && info.OldSpi == last.NewOutboundSpi)
        {
            // The peer replaces what the last rekeying gave it, so it has finished that one.
            last.IsAcknowledged = true;
            Finish(association, last);
        }

        if (info.OldSpi != association.OutboundSpi || info.NewSpi == association.OutboundSpi)
        {
            // It replaces what is no more: an UPDATE of an earlier rekeying, that was overtaken.
            return ControlDrop.None;
        }

        if (publicValue is null && association.Rekeying is not { OurKey: not null }
            && info.KeymatIndex < secrets.KeymatIndex)
        {
            // Keys that were drawn are never drawn again (RFC 7402 sections 6.8 and 6.9.1).
            return ControlDrop.BadParameter;
        }

        bool isAnswer = association.Rekeying is not null;
        Rekeying rekeying = association.Rekeying
            ?? NewRekeying(association, publicValue is not null, Math.Max(secrets.KeymatIndex, (int)info.KeymatIndex));
        if (rekeying.NewOutboundSpi == 0)
        {
            rekeying.NewOutboundSpi = info.NewSpi;
            rekeying.PeerIndex = info.KeymatIndex;
            rekeying.PeerPublicValue = publicValue;
            if (!Prepare(association, rekeying))
            {
                Abandon(association, isAnswer);
                return ControlDrop.BadDiffieHellman;
            }
        }

        if (!isAnswer)
        {
            acknowledged = Send(association, rekeying, id);
        }
        else if (rekeying.IsComplete)
        {
            Finish(association, rekeying);
        }

        return ControlDrop.None;
    }

    /// <summary>The peer acknowledged our half.</summary>
    public void Acknowledged(HipAssociation association, PendingUpdate update)
    {
        if (association.Rekeying is { } rekeying && rekeying.UpdateId == update.Id)
        {
            rekeying.IsAcknowledged = true;
            if (rekeying.IsComplete)
            {
                Finish(association, rekeying);
            }
        }
    }

    /// <summary>Data under the new keys shows that the peer has finished.</summary>
    public void DataReceived(HipAssociation association, uint spi)
    {
        if (association.Rekeying is { Material: not null } rekeying && rekeying.NewInboundSpi == spi)
        {
            rekeying.IsAcknowledged = true;
            Finish(association, rekeying);
        }
    }

    /// <summary>The old inbound keys have served the packets that were under way.</summary>
    public void RemoveOld(HipAssociation association)
    {
        if (association.OldInboundSpi != 0)
        {
            context.RemoveSpi(association.OldInboundSpi);
            context.Emit(new RemoveInboundSa(association.Key, association.OldInboundSpi));
            association.OldInboundSpi = 0;
        }
    }

    private static bool IsUnderWay(HipAssociation association, Rekeying rekeying) =>
        association.Updates.Outstanding.Any(
            update => update.Purpose == UpdatePurpose.Rekey && update.Id == rekeying.UpdateId);

    private Rekeying NewRekeying(HipAssociation association, bool fresh, int index)
    {
        Secrets secrets = association.Secrets!;
        bool isUsedUp = index + EspKeys.Length(secrets.Suite) > secrets.Keymat.Length
            || index > ushort.MaxValue - EspKeys.Length(secrets.Suite);
        SharedKey? key = fresh || isUsedUp ? context.NewKey(secrets.Group) : null;
        association.Rekeying = new Rekeying
        {
            NewInboundSpi = context.NewSpi(association),
            OurIndex = key is null ? index : 0,
            OurKey = key,
            UpdateId = 0,
            Since = context.Now,
        };
        return association.Rekeying;
    }

    private bool Send(HipAssociation association, Rekeying rekeying, uint? acknowledged)
    {
        List<IHipParameter> parameters =
        [
            new EspInfoParameter((ushort)rekeying.OurIndex, association.InboundSpi, rekeying.NewInboundSpi),
        ];
        if (rekeying.OurKey is { } key)
        {
            parameters.Add(new DiffieHellmanParameter((byte)key.Group, key.PublicValue));
        }

        PendingUpdate? update = updater.Send(association, UpdatePurpose.Rekey, parameters, acknowledged);
        if (update is not null)
        {
            rekeying.UpdateId = update.Id;
            rekeying.IsAcknowledged = false;
        }

        context.Set(association, AssociationTimer.Rekey, AnswerTime);
        return update is not null;
    }

    /// <summary>Draws the new keys, and installs the inbound ones.</summary>
    private bool Prepare(HipAssociation association, Rekeying rekeying)
    {
        Secrets secrets = association.Secrets!;
        Keymat? renewed = null;
        if ((rekeying.OurKey is not null || rekeying.PeerPublicValue is not null)
            && (renewed = Renew(association, rekeying)) is null)
        {
            return false;
        }

        int index = renewed is null ? Math.Max(rekeying.OurIndex, rekeying.PeerIndex) : 0;
        HeldSas? pair = EspKeys.Draw(
            renewed ?? secrets.Keymat,
            index,
            secrets.Suite,
            association.Key,
            rekeying.NewInboundSpi,
            rekeying.NewOutboundSpi);
        if (pair is null)
        {
            renewed?.Dispose();
            return false;
        }

        rekeying.Material = new RekeyedMaterial
        {
            Keymat = renewed,
            NextIndex = index + EspKeys.Length(secrets.Suite),
            Outbound = pair.Outbound,
        };
        context.Emit(new InstallInboundSa(
            association.Key, pair.TakeInbound(), association.Path!, association.PeerMarksFamilies));
        return true;
    }

    /// <summary>New keying material of whatever is new; the rest is the old (RFC 7402 section 6.10).</summary>
    private static Keymat? Renew(HipAssociation association, Rekeying rekeying)
    {
        Secrets secrets = association.Secrets!;
        SharedKey key = rekeying.OurKey ?? secrets.DiffieHellman;
        byte[] peer = rekeying.PeerPublicValue ?? secrets.PeerPublicValue;
        if (!key.TryDerive(peer, out byte[]? shared))
        {
            return null;
        }

        Keymat keymat = new(
            secrets.Hash,
            shared,
            secrets.I,
            secrets.J,
            association.Key.Local.ToUInt128(),
            association.Key.Peer.ToUInt128());
        CryptographicOperations.ZeroMemory(shared);
        return keymat;
    }

    private void Finish(HipAssociation association, Rekeying rekeying)
    {
        Secrets secrets = association.Secrets!;
        RekeyedMaterial material = rekeying.Material!;
        if (material.Keymat is { } keymat)
        {
            secrets.Keymat.Dispose();
            secrets.Keymat = keymat;
            material.Keymat = null;
        }

        secrets.KeymatIndex = material.NextIndex;
        if (rekeying.OurKey is { } key)
        {
            secrets.DiffieHellman.Dispose();
            secrets.DiffieHellman = key;
            rekeying.OurKey = null;
        }

        secrets.PeerPublicValue = rekeying.PeerPublicValue ?? secrets.PeerPublicValue;
        RemoveOld(association);
        association.OldInboundSpi = association.InboundSpi;
        association.InboundSpi = rekeying.NewInboundSpi;
        association.OutboundSpi = rekeying.NewOutboundSpi;
        association.RekeyedAt = context.Now;
        association.Rekeying = null;
        context.Counters.Rekeyed++;
        context.Emit(new InstallOutboundSa(
            association.Key, material.Outbound, association.Path!, association.PeerMarksFamilies));
        context.Set(association, AssociationTimer.OldSa, context.Options.OldSaHold);
        context.Set(association, AssociationTimer.Rekey, context.Options.RekeyInterval);
    }

    private void Abandon(HipAssociation association, bool isAnswer)
    {
        context.EndRekeying(association);
        if (isAnswer)
        {
            closing.Close(association, AssociationEvent.LocalClose, EndReason.RekeyFailed);
        }
    }
}

using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The end of associations and attempts (RFC 7401 sections 5.3.7, 5.3.8, 6.14 and 6.15).</summary>
internal sealed class Closer(EngineContext context, Opening opening, Notifier notifier)
{
    /// <summary>Answers a second to CLOSEs that come again from one address.</summary>
    public const int MaxRepeatedAnswers = 4;

    private const int EchoOctets = 16;

    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(1);

    private readonly SourceRates repeats = new(context.Random);

    /// <summary>Ends an attempt that led to nothing; it is remembered for a while (E-FAILED).</summary>
    public void Fail(HipAssociation association, AssociationEvent happened, EndReason reason, string? detail = null)
    {
        if (!context.TryMove(association, happened))
        {
            return;
        }

        context.Release(association);
        association.Deadlines.StopAll();
        context.Set(association, AssociationTimer.State, context.Options.FailedHold);
        Report(association, reason, detail ?? association.Detail);
    }

    /// <summary>
    /// Ends an association: no data from now on, and a CLOSE until the peer acknowledges it. An attempt without
    /// keys just ends.
    /// </summary>
    public void Close(HipAssociation association, AssociationEvent happened, EndReason reason, string detail = "")
    {
        AssociationState before = association.State;
        if (!context.TryMove(association, happened))
        {
            return;
        }

        opening.RemoveSas(association);
        if (association.State == AssociationState.Closing && before != AssociationState.Closing
            && Keys(association) is not null)
        {
            SendFirst(association);
            Report(association, reason, detail);
            return;
        }

        Report(association, reason, detail);
        context.Forget(association);
    }

    /// <summary>Ends an association whose peer may not have it (any more), and tells the peer so.</summary>
    public void Revoke(HipAssociation association, AssociationEvent happened, EndReason reason, string detail)
    {
        if (association.Path is { } path)
        {
            notifier.Refuse(path, association.Key, association.LocalKey, detail);
        }

        Close(association, happened, reason, detail);
    }

    /// <summary>The CLOSE is due again, or was sent for the last time.</summary>
    public void Retry(HipAssociation association)
    {
        if (association.ClosePacket is { } packet && association.Path is { } path
            && context.TryMove(association, AssociationEvent.TimeoutRetry))
        {
            context.SendAgain(association, path, packet);
            context.SetAt(association, AssociationTimer.Retry, association.CloseBackoff!.Next(context.Now));
        }
    }

    public ControlDrop ReceiveClose(HipAssociation association, Path path, HipPacket packet)
    {
        if (!packet.TryFind(ParameterType.EchoRequestSigned, out HipParameter echo))
        {
            return ControlDrop.BadParameter;
        }

        if (echo.Contents.Length > UpdateReceiver.MaxEchoOctets)
        {
            return ControlDrop.BadParameter;
        }

        if (association.State == AssociationState.Closed
            && repeats.Count(path.Remote.Address, context.Now) > MaxRepeatedAnswers)
        {
            return ControlDrop.RateLimited;
        }

        ControlDrop drop = Check(association, packet);
        if (drop != ControlDrop.None)
        {
            return drop;
        }

        AssociationState before = association.State;
        if (!context.TryMove(association, AssociationEvent.ReceiveCloseValid))
        {
            return ControlDrop.WrongState;
        }

        opening.RemoveSas(association);
        SendAck(association, path, echo.Contents);
        if (before is AssociationState.Closed)
        {
            return ControlDrop.None;
        }

        TakeKeys(association);
        association.PuzzleTicket = 0;
        if (association.Candidate is null)
        {
            // A verdict that comes now must not open what the peer has closed.
            association.Ticket = 0;
        }

        association.Path = path;
        association.Deadlines.StopAll();
        context.Set(
            association,
            AssociationTimer.State,
            context.Options.UnusedLifetime + (context.Options.MaxSegmentLifetime * 2));
        if (before != AssociationState.Closing)
        {
            Report(association, EndReason.PeerClose, string.Empty);
        }

        return ControlDrop.None;
    }

    public ControlDrop ReceiveCloseAck(HipAssociation association, HipPacket packet)
    {
        if (!EngineContext.Allows(association, AssociationEvent.ReceiveCloseAckValid)
            || association.CloseEcho is not { } expected)
        {
            return ControlDrop.WrongState;
        }

        if (!packet.TryFind(ParameterType.EchoResponseSigned, out HipParameter echo))
        {
            return ControlDrop.BadParameter;
        }

        if (!CryptographicOperations.FixedTimeEquals(echo.Contents.Span, expected))
        {
            return ControlDrop.WrongEcho;
        }

        ControlDrop drop = Check(association, packet);
        if (drop == ControlDrop.None && context.TryMove(association, AssociationEvent.ReceiveCloseAckValid))
        {
            context.Forget(association);
        }

        return drop;
    }

    private static Secrets? Keys(HipAssociation association) => association.Secrets ?? association.Attempt?.Secrets;

    private static HostVerifier? Peer(HipAssociation association) =>
        association.Secrets is null ? association.Attempt?.R1?.Responder : association.Peer;

    private static ControlDrop Check(HipAssociation association, HipPacket packet)
    {
        if (Keys(association) is not { } secrets || Peer(association) is not { } peer)
        {
            return ControlDrop.WrongState;
        }

        if (!Sealing.HasValidMac(packet, secrets))
        {
            return ControlDrop.WrongMac;
        }

        return Sealing.HasValidSignature(packet, peer) ? ControlDrop.None : ControlDrop.WrongSignature;
    }

    /// <summary>
    /// An unfinished exchange may have left the peer with keys: ours move to where a CLOSE finds them.
    /// </summary>
    private void TakeKeys(HipAssociation association)
    {
        if (association.Attempt is not { } attempt)
        {
            return;
        }

        association.Peer ??= attempt.R1?.Responder;
        association.Path ??= attempt.Path;
        if (association.Secrets is null)
        {
            association.Secrets = attempt.Secrets;
            attempt.Secrets = null;
        }

        context.EndAttempt(association);
    }

    private void SendFirst(HipAssociation association)
    {
        TakeKeys(association);
        EngineContext.DropCandidate(association);
        association.PuzzleTicket = 0;
        association.Ticket = 0;
        association.Deadlines.StopAll();
        association.CloseEcho = context.RandomOctets(EchoOctets);
        PacketBuilder builder = Begin(association, PacketType.Close);
        builder.Add(new EchoRequestSignedParameter(association.CloseEcho));
        association.ClosePacket = Sealing.Seal(builder, association.Secrets!, association.LocalKey);
        association.CloseBackoff = new Backoff(context.Options.RetryInterval, MaxInterval);
        context.Send(association.Path!, association.ClosePacket);
        context.SetAt(association, AssociationTimer.Retry, association.CloseBackoff.Next(context.Now));
        context.Set(
            association,
            AssociationTimer.State,
            context.Options.UnusedLifetime + context.Options.MaxSegmentLifetime);
    }

    private void SendAck(HipAssociation association, Path path, ReadOnlyMemory<byte> echo)
    {
        PacketBuilder builder = Begin(association, PacketType.CloseAck);
        builder.Add(new EchoResponseSignedParameter(echo));
        context.Send(path, Sealing.Seal(builder, Keys(association)!, association.LocalKey));
    }

    private static PacketBuilder Begin(HipAssociation association, PacketType type) => new(
        type, HipControls.None, association.Key.Local.ToUInt128(), association.Key.Peer.ToUInt128());

    private void Report(HipAssociation association, EndReason reason, string detail)
    {
        association.EndReason = reason;
        association.Detail = detail;
        context.Emit(new AssociationDown(association.Key, reason, detail));
    }
}

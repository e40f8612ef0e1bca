using System.Net;
using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The responder's half of the base exchange (RFC 7401 sections 6.7 and 6.9).</summary>
internal sealed class Responder(
    EngineContext context,
    Opening opening,
    Closer closing,
    Notifier notifier,
    RegistrationServer registrations) : IDisposable
{
    private const int MaxRateFactor = 8;
    private const int DifficultyStep = 2;

    /// <summary>Which part of the table may wait for certificates, undecided: anybody can make a key.</summary>
    private const int UndecidedShare = 4;

    private readonly R1Pool pool = new(context);
    private readonly SourceRates i1Rates = new(context.Random);

    /// <summary>The R1s that are offered.</summary>
    public R1Pool Pool => pool;

    public void Dispose() => pool.Dispose();

    /// <summary>What R1s say about our services has changed.</summary>
    public void RenewR1s() => pool.Renew();

    /// <summary>Answers an I1 with an R1, which costs no state.</summary>
    /// <param name="path">Which way the answer goes.</param>
    /// <param name="packet">The I1.</param>
    /// <param name="identity">Whom it is for.</param>
    /// <param name="initiator">Who sent it.</param>
    /// <param name="server">The rendezvous server that it came through; null if it came directly.</param>
    public ControlDrop ReceiveI1(Path path, HipPacket packet, HostKey identity, Hit initiator, IPAddress? server)
    {
        int rate = i1Rates.Count(path.Source.Address, context.Now);
        if (rate > context.Options.R1RatePerSource * MaxRateFactor)
        {
            return ControlDrop.RateLimited;
        }

        HipAssociation? association = context.Find(new AssociationKey(identity.Hit, initiator));
        if (association is not null && !EngineContext.Allows(association, ReceiveI1Event(association)))
        {
            return ControlDrop.LostTieBreak;
        }

        if (!packet.TryRead(out DhGroupListParameter? groups))
        {
            return ControlDrop.BadParameter;
        }

        DhGroup group = Negotiation.ChooseGroup(context.Options.DhGroups, groups.Groups.Span);
        byte[]? r1 = pool.For(
            identity, initiator.ToUInt128(), path.Source.Address, group, Difficulty(rate), OpenSince(association));
        if (r1 is null)
        {
            return ControlDrop.RateLimited;
        }

        context.Send(path, server is null ? r1 : RelayEnvelope.With(r1, new ViaRvsParameter([server])));
        return ControlDrop.None;
    }

    /// <summary>Takes an I2: cheap checks first, the puzzle before anything dear, and the verdict last.</summary>
    public ControlDrop ReceiveI2(Path path, HipPacket packet, HostKey identity, Hit initiator)
    {
        if (!I2Fields.TryRead(packet, out I2Fields? fields)
            || !packet.TryFind(ParameterType.HipSignature, out HipParameter signature))
        {
            return ControlDrop.BadParameter;
        }

        AssociationKey key = new(identity.Hit, initiator);
        HipAssociation? association = context.Find(key);
        byte[] digest = SHA256.HashData(packet.CoveredBefore(signature));
        if (association is not null && IsRepeated(association, digest, path))
        {
            return ControlDrop.Replayed;
        }

        if (association is not null && !EngineContext.Allows(association, ReceiveI2Event(association)))
        {
            return ControlDrop.LostTieBreak;
        }

        UInt128 number = initiator.ToUInt128();
        if (pool.Find(fields.Solution, identity, number, path.Source.Address) is not { } entry
            || (fields.Counter is { } counter && counter.Counter != entry.Counter)
            || entry.CreatedAt < OpenSince(association))
        {
            return ControlDrop.StalePuzzle;
        }

        RHash hash = RHashes.Of(identity.Hit.Suite);
        SolutionParameter solution = fields.Solution;
        if (!Puzzle.IsSolved(
            hash, solution.I.Span, number, identity.Hit.ToUInt128(), solution.J.Span, entry.Difficulty))
        {
            return ControlDrop.WrongSolution;
        }

        if (entry.WasUsed(digest))
        {
            return ControlDrop.Replayed;
        }

        if (entry.IsFull)
        {
            // What cannot be remembered could come again.
            return ControlDrop.StalePuzzle;
        }

        ControlDrop drop = Check(path, packet, fields, entry, key, digest, out ResponderAttempt? attempt);
        if (attempt is null)
        {
            notifier.AboutI2(path, key, identity, drop);
            return drop;
        }

        entry.TryUse(digest);
        return Consider(key, identity, attempt);
    }

    /// <summary>The verdict on a candidate has come.</summary>
    public void Decide(HipAssociation association, Verdict verdict)
    {
        if (!verdict.IsGranted)
        {
            Refuse(association, EndReason.Refused, verdict.Reason);
            return;
        }

        ResponderAttempt attempt = association.Candidate!;
        association.Candidate = null;
        if (context.TryMove(association, AssociationEvent.VerdictGrantedOnI2))
        {
            Accept(association, attempt, verdict);
        }
        else
        {
            attempt.Dispose();
        }
    }

    /// <summary>
    /// An I2 that answers an R1 from before the association is late, and would replace keys that both sides have by
    /// keys that only we have.
    /// </summary>
    private static TimeSpan OpenSince(HipAssociation? association) =>
        association is { IsOpen: true } ? association.EstablishedAt : TimeSpan.MinValue;

    /// <summary>
    /// The candidate may not speak with us, or nobody decided in time. Its own key asked, so that an association
    /// with it ends too.
    /// </summary>
    public void Refuse(HipAssociation association, EndReason reason, string detail)
    {
        notifier.Refuse(association.Candidate!.Path, association.Key, association.LocalKey, detail);
        EngineContext.DropCandidate(association);
        context.Counters.Drop(ControlDrop.Refused);
        switch (association.State)
        {
            case AssociationState.Unassociated:
                context.Emit(new AssociationDown(association.Key, reason, detail));
                context.Forget(association);
                break;
            case AssociationState.I1Sent:
                closing.Fail(association, AssociationEvent.VerdictRefusedOnI2, reason, detail);
                break;
            case AssociationState.Closing or AssociationState.Closed or AssociationState.Failed:
                break;
            default:
                closing.Close(association, AssociationEvent.VerdictRefusedOnI2, reason, detail);
                break;
        }
    }

    private static AssociationEvent ReceiveI1Event(HipAssociation association) => association.IsGreater
        ? AssociationEvent.ReceiveI1Greater
        : AssociationEvent.ReceiveI1Smaller;

    private static AssociationEvent ReceiveI2Event(HipAssociation association) => association.IsGreater
        ? AssociationEvent.ReceiveI2ValidGreater
        : AssociationEvent.ReceiveI2ValidSmaller;

    private byte Difficulty(int rate)
    {
        int difficulty = context.Options.BaseDifficulty;
        for (int limit = context.Options.R1RatePerSource; rate > limit; limit *= 2)
        {
            difficulty += DifficultyStep;
        }

        return (byte)Math.Min(difficulty, Math.Max(context.Options.BaseDifficulty, context.Options.MaxDifficulty));
    }

    /// <summary>An I2 that came before gets the same R2 again, and changes nothing (section 4.4.3).</summary>
    private bool IsRepeated(HipAssociation association, byte[] digest, Path path)
    {
        if (association.Candidate is { } candidate && candidate.Digest.AsSpan().SequenceEqual(digest))
        {
            return true;
        }

        if (association.LastI2Digest is null || !association.LastI2Digest.AsSpan().SequenceEqual(digest))
        {
            return false;
        }

        if (association.State == AssociationState.R2Sent && association.LastR2 is { } r2)
        {
            context.SendAgain(association, path, r2);
        }

        return true;
    }

    private ControlDrop Check(
        Path path,
        HipPacket packet,
        I2Fields fields,
        R1Entry entry,
        AssociationKey key,
        byte[] digest,
        out ResponderAttempt? attempt)
    {
        attempt = null;
        if (fields.Cipher.Ciphers is not [var cipher]
            || !context.Options.Ciphers.Contains(cipher)
            || fields.Transform.Suites is not [var suite]
            || !context.Options.EspSuites.Contains(suite)
            || fields.Formats.Formats is not [ParameterType.EspTransform])
        {
            return ControlDrop.NotOffered;
        }

        if (path.Relayed is not null
            && !(packet.TryRead(out NatTraversalModeParameter? mode)
                && mode.Modes is [NatTraversalModeId.IceHipUdp]))
        {
            // Plain UDP is not for relays (RFC 9028 section 4.7.2).
            return ControlDrop.NoNatMode;
        }

        if (fields.EspInfo.OldSpi != 0 || fields.EspInfo.NewSpi < EngineContext.LowestSpi)
        {
            return ControlDrop.BadParameter;
        }

        if (fields.DiffieHellman.Group != (byte)entry.Group
            || !entry.DiffieHellman.TryDerive(fields.DiffieHellman.PublicValue.Span, out byte[]? shared))
        {
            return ControlDrop.BadDiffieHellman;
        }

        Secrets secrets = NewSecrets(fields, entry, key, shared, cipher, suite);
        ControlDrop drop = CheckProofs(packet, fields, key, secrets, out HostVerifier? verifier);
        IncomingChain chain = new(context.Options.MaxCertificates, context.Options.MaxChainOctets);
        RegistrationRequest? request = null;
        if (drop == ControlDrop.None && !chain.TryAdd(packet))
        {
            drop = ControlDrop.BadCertificates;
        }

        if (drop == ControlDrop.None && !RegistrationRequest.TryRead(packet, out request))
        {
            drop = ControlDrop.BadParameter;
        }

        if (drop != ControlDrop.None)
        {
            secrets.Dispose();
            return drop;
        }

        PeerFeatures features = PeerFeatures.Read(packet);
        attempt = new ResponderAttempt
        {
            Digest = digest,
            Initiator = verifier!,
            Path = path,
            Secrets = secrets,
            OutboundSpi = fields.EspInfo.NewSpi,
            EspIndex = fields.EspInfo.KeymatIndex,
            HostIdParameter = entry.HostIdParameter,
            Chain = chain,
            ChainFollows = features.ChainFollows || chain.IsIncomplete,
            Registration = request is null ? null : new PendingRegistration { Request = request, Path = path },
            MarksFamilies = features.MarksFamilies,
        };
        return ControlDrop.None;
    }

    /// <summary>
    /// Who it is, and whether it has the keys: HOST_ID, HIP_MAC, signature (section 6.9, steps 11 to 15).
    /// </summary>
    private static ControlDrop CheckProofs(
        HipPacket packet, I2Fields fields, AssociationKey key, Secrets secrets, out HostVerifier? verifier)
    {
        verifier = null;

        // The ESP keys follow the HIP keys (RFC 7402 section 7).
        if (fields.EspInfo.KeymatIndex < secrets.KeymatIndex
            || !EspKeys.Reach(secrets, fields.EspInfo.KeymatIndex))
        {
            return ControlDrop.BadParameter;
        }

        // Nothing is decrypted that nobody authenticated.
        if (!Sealing.HasValidMac(packet, secrets))
        {
            return ControlDrop.WrongMac;
        }

        ReadOnlyMemory<byte> hostId;
        if (packet.TryFind(ParameterType.Encrypted, out HipParameter encrypted))
        {
            if (!EncryptedHostId.TryOpen(encrypted, secrets, out hostId))
            {
                return ControlDrop.BadEncrypted;
            }
        }
        else if (packet.TryFind(ParameterType.HostId, out HipParameter clear))
        {
            hostId = clear.Contents;
        }
        else
        {
            return ControlDrop.BadParameter;
        }

        ControlDrop drop = HostIds.TryRead(hostId, key.Peer, out verifier);
        if (drop != ControlDrop.None)
        {
            return drop;
        }

        return Sealing.HasValidSignature(packet, verifier!) ? ControlDrop.None : ControlDrop.WrongSignature;
    }

    private static Secrets NewSecrets(
        I2Fields fields, R1Entry entry, AssociationKey key, byte[] shared, HipCipherId cipher, EspSuiteId suite)
    {
        RHash hash = RHashes.Of(key.Local.Suite);
        byte[] i = fields.Solution.I.ToArray();
        byte[] j = fields.Solution.J.ToArray();
        Keymat keymat = new(hash, shared, i, j, key.Peer.ToUInt128(), key.Local.ToUInt128());
        CryptographicOperations.ZeroMemory(shared);
        DrawnKeys keys = keymat.DrawHipKeys(key.Local.ToUInt128(), key.Peer.ToUInt128(), cipher);
        return new Secrets
        {
            Hash = hash,
            Cipher = cipher,
            Suite = suite,
            Group = entry.Group,
            I = i,
            J = j,
            Keys = keys,
            DiffieHellman = entry.DiffieHellman.Share(),
            PeerPublicValue = fields.DiffieHellman.PublicValue.ToArray(),
            Keymat = keymat,
            KeymatIndex = keys.NextIndex,
        };
    }

    private ControlDrop Consider(AssociationKey key, HostKey identity, ResponderAttempt attempt)
    {
        if (context.FindOrAdd(key, identity) is not { } association)
        {
            attempt.Dispose();
            return ControlDrop.TableFull;
        }

        if (association.Peer is { } known && !known.Identity.Equals(attempt.Initiator.Identity))
        {
            // Two keys with one HIT: the first keeps it (a truncated name must never be taken over).
            attempt.Dispose();
            return ControlDrop.IdentityMismatch;
        }

        EngineContext.DropCandidate(association);
        if (attempt.ChainFollows && CountUndecided() >= Math.Max(1, context.Options.MaxAssociations / UndecidedShare))
        {
            attempt.Dispose();
            Abandon(association);
            return ControlDrop.TableFull;
        }

        if (attempt.ChainFollows)
        {
            // The certificates come in UPDATEs, which need the keys; no data passes before the verdict.
            return context.TryMove(association, AssociationEvent.VerdictGrantedOnI2)
                ? Accept(association, attempt, verdict: null)
                : ControlDrop.WrongState;
        }

        association.Candidate = attempt;
        if (attempt.Registration is { } registration)
        {
            registrations.Ask(key, attempt.Initiator.Identity, attempt.Chain, registration);
        }

        opening.Ask(association, attempt.Initiator.Identity, attempt.Chain, attempt.Path);
        return ControlDrop.None;
    }

    private int CountUndecided() =>
        context.Associations.Count(other => other is { State: AssociationState.R2Sent, IsOpen: false });

    private void Abandon(HipAssociation association)
    {
        if (association.State == AssociationState.Unassociated)
        {
            context.Forget(association);
        }
    }

    /// <summary>Makes the association of the attempt, and sends the R2.</summary>
    private ControlDrop Accept(HipAssociation association, ResponderAttempt attempt, Verdict? verdict)
    {
        opening.Replace(association);
        association.Role = AssociationRole.Responder;
        association.Peer = attempt.Initiator;
        association.Secrets = attempt.Secrets;
        association.Path = attempt.Path;
        association.PeerChain = attempt.Chain;
        association.PeerChainFollows = attempt.ChainFollows;
        association.PeerMarksFamilies = attempt.MarksFamilies;
        association.LastI2Digest = attempt.Digest;
        association.InboundSpi = context.NewSpi(association);
        association.OutboundSpi = attempt.OutboundSpi;
        association.RoundTrip.Reset();
        Opening.Hold(association, attempt.EspIndex);
        opening.UseAddress(association, attempt.Path);
        byte[] r2 = BuildR2(association, attempt, verdict);
        context.Set(association, AssociationTimer.State, Backoff.Total(
            context.Options.RetryInterval, context.Options.MaxRetryInterval, context.Options.I2Retries));
        if (verdict is not null)
        {
            opening.Grant(association, verdict, () => context.Send(association.Path!, r2));
        }
        else
        {
            context.Send(attempt.Path, r2);
        }

        return ControlDrop.None;
    }

    private byte[] BuildR2(HipAssociation association, ResponderAttempt attempt, Verdict? verdict)
    {
        PacketBuilder builder = new(
            PacketType.R2, HipControls.None, association.Key.Local.ToUInt128(), association.Key.Peer.ToUInt128());
        builder.Add(new EspInfoParameter((ushort)attempt.EspIndex, oldSpi: 0, association.InboundSpi));
        opening.AddOwnChain(builder, association, verdict?.Chain ?? []);
        foreach (IHipParameter answer in registrations.AnswerInR2(association, attempt.Registration)
            .OrderBy(answer => answer.Type))
        {
            builder.Add(answer);
        }

        builder.Add(PeerFeatures.Ours(chainFollows: association.OwnChain is { IsDone: false } || verdict is null));
        byte[] r2 = Sealing.SealR2(builder, association.Secrets!, association.LocalKey, attempt.HostIdParameter);
        association.LastR2 = r2;
        return r2;
    }
}

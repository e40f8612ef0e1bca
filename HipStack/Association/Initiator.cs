using System.Net;
using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The initiator's half of the base exchange (RFC 7401 sections 6.6, 6.8 and 6.10).</summary>
internal sealed class Initiator(
    EngineContext context, Opening opening, Closer closing, RegistrationClient registrations)
{
    /// <summary>An I1 goes to at most so many addresses at once, and only the first time (section 6.6.1).</summary>
    public const int MaxParallelI1 = 3;

    /// <summary>The most octets of echo requests in an R1, which have to fit our I2 too.</summary>
    public const int MaxEchoOctets = 256;

    private const double MaxPuzzleSeconds = 120;

    /// <summary>Begins an exchange; false if the state does not let it begin.</summary>
    public bool Begin(HipAssociation association, ConnectRequest request)
    {
        if (request.Paths.Count == 0 || !TryStart(association))
        {
            return false;
        }

        association.Attempt = new InitiatorAttempt(request, context.NewBackoff())
        {
            Packet = BuildI1(association, request),
        };
        foreach (Path path in request.Paths.Take(MaxParallelI1))
        {
            context.Send(path, association.Attempt.Packet);
        }

        Await(association);
        return true;
    }

    /// <summary>An opportunistic attempt has found its peer, and goes on as an exchange with it.</summary>
    public bool TakeOver(HipAssociation association, HipAssociation opportunistic)
    {
        if (!TryStart(association))
        {
            return false;
        }

        association.Attempt = opportunistic.Attempt;
        opportunistic.Attempt = null;
        return true;
    }

    /// <summary>The I1 or I2 is due again.</summary>
    public void Retry(HipAssociation association)
    {
        InitiatorAttempt attempt = association.Attempt!;
        bool isI1 = association.State == AssociationState.I1Sent;
        int most = isI1 ? context.Options.I1Retries : context.Options.I2Retries;
        if (attempt.Backoff.Tries >= most)
        {
            bool refused = association.LastNotify == NotifyType.BlockedByPolicy;
            EndReason silence = isI1 ? EndReason.NoAnswer : EndReason.NoR2;
            closing.Fail(association, AssociationEvent.TimeoutGiveUp, refused ? EndReason.RefusedByPeer : silence);
            return;
        }

        if (context.TryMove(association, AssociationEvent.TimeoutRetry))
        {
            // After a timeout an I1 goes to one address only, each in its turn.
            Path path = FromHere(isI1
                ? attempt.Request.Paths[attempt.Backoff.Tries % attempt.Request.Paths.Count]
                : attempt.Path!);
            context.SendAgain(association, path, attempt.Packet);
            Await(association);
        }
    }

    private bool TryStart(HipAssociation association)
    {
        if (association.State is AssociationState.I1Sent or AssociationState.I2Sent
            || !context.TryMove(association, AssociationEvent.UserData)
            || association.State != AssociationState.I1Sent)
        {
            return false;
        }

        opening.Replace(association);
        association.Role = AssociationRole.Initiator;
        association.PeerChain = new IncomingChain(context.Options.MaxCertificates, context.Options.MaxChainOctets);
        association.PeerChainFollows = false;
        return true;
    }

    /// <summary>Our address may have gone since; a packet that bears it does not leave.</summary>
    private Path FromHere(Path path) =>
        !context.LocalAddresses.Any(local => local.Address.Equals(path.Local.Address))
            && context.SourceFor(path.Remote.Address) is { } source
            ? path with { Local = new IPEndPoint(source, path.Local.Port) }
            : path;

    /// <summary>Takes an R1, checks it, and has its puzzle solved.</summary>
    public ControlDrop ReceiveR1(HipAssociation association, Path path, HipPacket packet)
    {
        // While a verdict on the peer's own exchange is awaited, ours stands still (spec/models).
        if (association.Attempt is not { } attempt || association.R2Accepted || association.Candidate is not null)
        {
            return ControlDrop.WrongState;
        }

        if (!R1Fields.TryRead(packet, out R1Fields? fields))
        {
            return ControlDrop.BadParameter;
        }

        if (Echoes(packet).Sum(echo => echo.Octets.Length) > MaxEchoOctets)
        {
            return ControlDrop.BadParameter;
        }

        ulong counter = fields.Counter?.Counter ?? 0;
        bool isNewer = association.State == AssociationState.I2Sent && counter > association.PeerR1Counter;
        AssociationEvent happened = isNewer ? AssociationEvent.ReceiveR1Newer : AssociationEvent.ReceiveR1Valid;
        if (!EngineContext.Allows(association, happened) || (attempt.R1 is not null && !isNewer))
        {
            return ControlDrop.WrongState;
        }

        ControlDrop drop = HostIds.TryRead(fields.HostId.Contents, association.Key.Peer, out HostVerifier? responder);
        if (drop != ControlDrop.None)
        {
            return drop;
        }

        if (!Sealing.HasValidSignature2(packet, responder!))
        {
            return ControlDrop.WrongSignature;
        }

        if (counter < association.PeerR1Counter)
        {
            return ControlDrop.OldCounter;
        }

        if (Impossible(association, fields) is { } reason)
        {
            if (reason == EndReason.DhGroupDowngraded)
            {
                // Whoever changed our I1 must not be able to end the attempt (section 6.8, step 7).
                association.Detail = "the peer's choice of a Diffie-Hellman group does not fit our I1";
                return ControlDrop.NotOffered;
            }

            closing.Fail(association, AssociationEvent.TimeoutGiveUp, reason);
            return ControlDrop.None;
        }

        association.PeerR1Counter = counter;
        attempt.R1 = Choose(path, packet, fields, association, responder!);
        attempt.Path = path;
        association.Via = packet.TryRead(out ViaRvsParameter? via) ? via.Addresses : [];
        context.TryMove(association, happened);
        association.PuzzleTicket = context.NextTicket();
        association.Deadlines.Stop(AssociationTimer.Retry);
        context.Set(association, AssociationTimer.Puzzle, Lifetime(fields.Puzzle));
        context.Emit(new PuzzleRequest(
            association.PuzzleTicket, association.Key, attempt.R1.Hash, fields.Puzzle.I, fields.Puzzle.K));
        return ControlDrop.None;
    }

    /// <summary>The puzzle is solved: sends the I2.</summary>
    public void PuzzleSolved(HipAssociation association, ReadOnlySpan<byte> solution)
    {
        InitiatorAttempt attempt = association.Attempt!;
        association.Deadlines.Stop(AssociationTimer.Puzzle);
        association.PuzzleTicket = 0;
        if (!association.IsGreater)
        {
            // Of two exchanges that cross, the smaller HIT's goes on (section 6.9): the peer's I2 is dropped, or
            // both ends could finish different ones.
            EngineContext.DropCandidate(association);
        }

        using SharedKey key = context.NewKey(attempt.R1!.Group);
        if (!key.TryDerive(attempt.R1.PublicValue, out byte[]? shared))
        {
            closing.Fail(association, AssociationEvent.TimeoutGiveUp, EndReason.InvalidDhValue);
            return;
        }

        attempt.Secrets?.Dispose();
        attempt.Secrets = NewSecrets(association, attempt.R1, key, shared, solution);
        attempt.EspIndex = attempt.Secrets.KeymatIndex;
        context.RemoveSpi(attempt.InboundSpi);
        attempt.InboundSpi = context.NewSpi(association);
        attempt.Packet = BuildI2(association, attempt);
        attempt.Backoff = context.NewBackoff();
        attempt.I2SentAt = context.Now;
        context.TryMove(association, AssociationEvent.PuzzleSolved);
        context.Send(attempt.Path!, attempt.Packet);
        Await(association);
    }

    /// <summary>Takes an R2, and asks for the verdict on the responder.</summary>
    public ControlDrop ReceiveR2(HipAssociation association, Path path, HipPacket packet)
    {
        if (association.State != AssociationState.I2Sent
            || association.R2Accepted
            || association.Candidate is not null
            || association.Attempt is not { Secrets: { } secrets, R1: { } r1 } attempt)
        {
            return ControlDrop.WrongState;
        }

        if (!packet.TryRead(out EspInfoParameter? espInfo)
            || espInfo.OldSpi != 0
            || espInfo.NewSpi < EngineContext.LowestSpi
            || !EspKeys.Reach(secrets, espInfo.KeymatIndex))
        {
            return ControlDrop.BadParameter;
        }

        if (!Sealing.HasValidMac2(packet, secrets, r1.HostIdParameter))
        {
            return ControlDrop.WrongMac;
        }

        if (!Sealing.HasValidSignature(packet, r1.Responder))
        {
            return ControlDrop.WrongSignature;
        }

        if (!association.PeerChain.TryAdd(packet))
        {
            return ControlDrop.BadCertificates;
        }

        context.TryMove(association, AssociationEvent.ReceiveR2Valid);

        // Anybody may send on an R2 from elsewhere: the answer to the I2 proves where the I2 got to, and nothing else.
        Accept(association, attempt, secrets, espInfo, attempt.Path! with { Local = path.Local }, packet);
        return ControlDrop.None;
    }

    /// <summary>Why no association can come of this R1; null if one can (section 6.8, steps 6 to 15).</summary>
    private EndReason? Impossible(HipAssociation association, R1Fields fields)
    {
        EngineOptions options = context.Options;
        ReadOnlySpan<byte> groups = fields.Groups.Groups.Span;
        if (!fields.Suites.Suites.Contains((byte)association.Key.Local.Suite))
        {
            return EndReason.HitSuiteNotSupported;
        }

        if (!Negotiation.HasCommonGroup(groups, options.DhGroups))
        {
            return EndReason.NoCommonDhGroup;
        }

        if (!Negotiation.IsBestMatch(fields.DiffieHellman.Group, groups, options.DhGroups))
        {
            return EndReason.DhGroupDowngraded;
        }

        if (Negotiation.Choose(options.Ciphers, fields.Ciphers.Ciphers) is null)
        {
            return EndReason.NoCommonCipher;
        }

        if (!fields.Formats.Formats.Contains(ParameterType.EspTransform)
            || Negotiation.Choose(options.EspSuites, fields.Transforms.Suites) is null)
        {
            return EndReason.NoCommonTransport;
        }

        return fields.Puzzle.K > options.MaxAcceptedDifficulty ? EndReason.PuzzleTooHard : null;
    }

    private void Accept(
        HipAssociation association,
        InitiatorAttempt attempt,
        Secrets secrets,
        EspInfoParameter espInfo,
        Path path,
        HipPacket packet)
    {
        // The peer has taken our exchange, so that an I2 of its own from before is no more.
        EngineContext.DropCandidate(association);
        association.PuzzleTicket = 0;
        association.Deadlines.Stop(AssociationTimer.Puzzle);
        PeerFeatures features = PeerFeatures.Read(packet);
        association.RoundTrip.Reset();
        if (attempt.Backoff.Tries == 1)
        {
            association.RoundTrip.Measure(context.Now - attempt.I2SentAt);
        }

        attempt.Secrets = null;
        association.Secrets = secrets;
        association.Peer = attempt.R1!.Responder;
        association.Path = path;
        association.R2Accepted = true;
        association.InboundSpi = attempt.InboundSpi;
        association.OutboundSpi = espInfo.NewSpi;
        association.PeerMarksFamilies = features.MarksFamilies;
        association.PeerChainFollows = features.ChainFollows || association.PeerChain.IsIncomplete;
        association.OwnChain = attempt.Chain;
        association.Deadlines.Stop(AssociationTimer.Retry);
        opening.UseAddress(association, path);
        Opening.Hold(association, Math.Max(attempt.EspIndex, (int)espInfo.KeymatIndex));
        registrations.ReceiveR2(association, packet, attempt.R1.Offered);
        if (!association.PeerChain.IsIncomplete && !(features.ChainFollows && association.PeerChain.IsEmpty))
        {
            association.PeerChainFollows = false;
            opening.Ask(association, association.Peer.Identity, association.PeerChain, path);
        }
        else
        {
            context.Set(association, AssociationTimer.Answer, context.Options.VerdictTimeout);
        }
    }

    /// <summary>2^(value - 32) seconds, at most as long as anybody would wait (section 5.2.4).</summary>
    private static TimeSpan Lifetime(PuzzleParameter puzzle) =>
        TimeSpan.FromSeconds(Math.Clamp(Math.Pow(2, puzzle.Lifetime - 32), 1, MaxPuzzleSeconds));

    private void Await(HipAssociation association) =>
        context.SetAt(association, AssociationTimer.Retry, association.Attempt!.Backoff.Next(context.Now));

    private byte[] BuildI1(HipAssociation association, ConnectRequest request)
    {
        PacketBuilder builder = new(
            PacketType.I1, HipControls.None, association.Key.Local.ToUInt128(), request.Peer.ToUInt128());
        builder.Add(new DhGroupListParameter(context.Options.DhGroups.Select(group => (byte)group).ToArray()));
        return builder.ToArray();
    }

    private byte[] BuildI2(HipAssociation association, InitiatorAttempt attempt)
    {
        ReceivedR1 r1 = attempt.R1!;
        Secrets secrets = attempt.Secrets!;
        PacketBuilder builder = new(
            PacketType.I2, HipControls.None, association.Key.Local.ToUInt128(), association.Key.Peer.ToUInt128());
        builder.Add(new EspInfoParameter((ushort)attempt.EspIndex, oldSpi: 0, attempt.InboundSpi));
        if (r1.Counter is { } counter)
        {
            builder.Add(new R1CounterParameter(counter));
        }

        builder.Add(new SolutionParameter(r1.Puzzle.K, r1.Puzzle.Opaque, secrets.I, secrets.J));
        builder.Add(new DiffieHellmanParameter((byte)r1.Group, secrets.DiffieHellman.PublicValue));
        builder.Add(new HipCipherParameter([r1.Cipher]));
        if (r1.NatMode != NatTraversalModeId.None)
        {
            builder.Add(new NatTraversalModeParameter([r1.NatMode]));
        }

        HostIdParameter hostId = HostIds.Of(association.LocalKey.Identity);
        builder.Add(context.Options.EncryptHostId ? EncryptedHostId.Seal(hostId, secrets, context.Random) : hostId);
        opening.AddOwnChain(builder, association, attempt.Request.Chain);
        attempt.Chain = association.OwnChain;
        if (registrations.ForI2(association.Key, r1.Offered) is { } request)
        {
            builder.Add(request);
        }

        foreach (ReadOnlyMemory<byte> echo in r1.SignedEchoes)
        {
            builder.Add(new EchoResponseSignedParameter(echo));
        }

        builder.Add(new TransportFormatListParameter([ParameterType.EspTransform]));
        builder.Add(new EspTransformParameter([r1.Suite]));
        builder.Add(PeerFeatures.Ours(chainFollows: !attempt.Chain!.IsDone));
        Sealing.AddMac(builder, secrets);
        Sealing.AddSignature(builder, association.LocalKey);
        foreach (ReadOnlyMemory<byte> echo in r1.UnsignedEchoes)
        {
            builder.Add(new EchoResponseUnsignedParameter(echo));
        }

        return builder.ToArray();
    }

    private static IEnumerable<HipParameter> Echoes(HipPacket packet) => packet.Parameters.Where(
        parameter => parameter.Type is ParameterType.EchoRequestSigned or ParameterType.EchoRequestUnsigned);

    private ReceivedR1 Choose(
        Path path, HipPacket packet, R1Fields fields, HipAssociation association, HostVerifier responder) => new()
    {
        Responder = responder,
        HostIdParameter = fields.HostId.Octets.ToArray(),
        Puzzle = fields.Puzzle,
        Counter = fields.Counter?.Counter,
        Group = (DhGroup)fields.DiffieHellman.Group,
        PublicValue = fields.DiffieHellman.PublicValue.ToArray(),
        Cipher = Negotiation.Choose(context.Options.Ciphers, fields.Ciphers.Ciphers)!.Value,
        Suite = Negotiation.Choose(context.Options.EspSuites, fields.Transforms.Suites)!.Value,
        Offered = OfferedServices.Read(packet),
        NatMode = Negotiation.ChooseNatMode(path, packet),
        Hash = RHashes.Of(association.Key.Peer.Suite),
        SignedEchoes = [.. packet.FindAll(ParameterType.EchoRequestSigned).Select(echo => echo.Contents)],
        UnsignedEchoes = [.. packet.FindAll(ParameterType.EchoRequestUnsigned).Select(echo => echo.Contents)],
    };

    private static Secrets NewSecrets(
        HipAssociation association, ReceivedR1 r1, SharedKey key, byte[] shared, ReadOnlySpan<byte> solution)
    {
        UInt128 local = association.Key.Local.ToUInt128();
        UInt128 peer = association.Key.Peer.ToUInt128();
        byte[] i = r1.Puzzle.I.ToArray();
        byte[] j = solution.ToArray();
        Keymat keymat = new(r1.Hash, shared, i, j, local, peer);
        CryptographicOperations.ZeroMemory(shared);
        DrawnKeys keys = keymat.DrawHipKeys(local, peer, r1.Cipher);
        return new Secrets
        {
            Hash = r1.Hash,
            Cipher = r1.Cipher,
            Suite = r1.Suite,
            Group = r1.Group,
            I = i,
            J = j,
            Keys = keys,
            DiffieHellman = key.Share(),
            PeerPublicValue = r1.PublicValue,
            Keymat = keymat,
            KeymatIndex = keys.NextIndex,
        };
    }
}

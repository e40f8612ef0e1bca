using HiperNet.HipStack.Association;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Transport;
using HiperNet.HipStack.Wire;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Policy;
using HiperNet.Hipd.Services;

namespace HiperNet.Hipd;

/// <summary>Does what the engine asks for. It belongs to the control thread.</summary>
internal sealed class EffectHandler(
    HipEngine engine,
    PeerPolicy policy,
    Associations associations,
    Underlay underlay,
    WaitingPackets waiting,
    CaptureHub captures,
    EventHub events,
    DaemonClock clock)
{
    /// <summary>Puzzles up to this K are solved at once: it takes less than handing them over.</summary>
    private const int InlineDifficulty = 12;

    /// <summary>After this nobody waits for a solution any more.</summary>
    private static readonly TimeSpan SearchTime = TimeSpan.FromMinutes(2);

    private readonly DatagramBatch batch = new(1, 4096);
    private readonly Dictionary<AssociationKey, PeerDecision> decisions = [];

    /// <summary>Takes back to the control thread what was done elsewhere.</summary>
    public Func<Action, bool> Post { get; set; } = _ => false;

    /// <summary>Knows of registrations.</summary>
    public ServiceDesk? Services { get; set; }

    /// <summary>The HIP packets that went, by type.</summary>
    public HipCounters Sent { get; } = new();

    public AssociationKey? KeyOf(uint spi) => associations.KeyOf(spi);

    /// <summary>The grant that an association stands on; null if there is none.</summary>
    public PeerDecision? DecisionOn(AssociationKey key) => decisions.GetValueOrDefault(key);

    public void Drain()
    {
        while (engine.TryTake(out Effect? effect))
        {
            Handle(effect);
        }
    }

    /// <summary>
    /// Decides anew on every association that is granted, because what is known has changed: those that are open, and
    /// those that are not yet, which would open on an old verdict.
    /// </summary>
    public void DecideAnew() => DecideAnew(_ => true);

    /// <summary>
    /// Decides anew on associations whose right ends before an instant: a certificate that has become valid since may
    /// prolong it.
    /// </summary>
    public void DecideEnding(TimeSpan before) => DecideAnew(view => view.Verdict?.Until < before);

    /// <summary>Forgets the decisions on associations that are gone.</summary>
    public void ForgetDecisions()
    {
        foreach (AssociationKey key in decisions.Keys.Where(key => engine.View(key) is null).ToList())
        {
            decisions.Remove(key);
        }
    }

    /// <summary>Shows every peer what we show now.</summary>
    public void ShowChain()
    {
        foreach (AssociationView view in engine.View().Where(view => view.IsOpen))
        {
            engine.RenewChain(clock.Now, view.Key, policy.Chain);
        }
    }

    /// <summary>Does one thing.</summary>
    public void Handle(Effect effect)
    {
        switch (effect)
        {
            case SendPacket send:
                Send(send);
                break;
            case AuthorisationRequest question:
                Authorise(question);
                break;
            case PuzzleRequest puzzle:
                Solve(puzzle);
                break;
            case InstallInboundSa install:
                captures.OfferKeys(install);
                associations.Install(install, decisions.GetValueOrDefault(install.Key)?.Rights);
                break;
            case InstallOutboundSa install:
                captures.OfferKeys(install);
                associations.Install(install, underlay.ForEsp(install.Path));
                waiting.Send(install.Key, install.Path);
                break;
            case RemoveInboundSa remove:
                associations.Remove(remove);
                break;
            case PathChanged changed:
                associations.Move(changed, underlay.ForEsp(changed.Path));
                waiting.Send(changed.Key, changed.Path);
                Services?.Moved(changed);
                events.Moved(changed);
                break;
            case AssociationUp up:
                associations.SetRights(up.Key, decisions.GetValueOrDefault(up.Key)?.Rights ?? NoRights.Instance);
                events.Up(up);
                break;
            case AssociationDown down:
                Down(down);
                break;
            case PeerNotified notified:
                events.Notified(notified);
                TellApplications(notified);
                break;
            case PingAnswered { Ticket: ServiceDesk.Ticket } answered:
                Services?.Answered(answered);
                break;
            case PingAnswered answered:
                events.Answered(answered);
                break;
            case RegistrationQuestion question:
                Services?.Answer(question);
                break;
            case RegistrationChanged changed:
                Services?.Changed(changed);
                break;
            case ClientChanged changed:
                Services?.Changed(changed);
                break;
            case InstallRelayBinding binding:
                Services?.Install(binding);
                break;
            case RemoveRelayBinding ended:
                Services?.Remove(ended);
                break;
            default:
                break;
        }
    }

    private void DecideAnew(Func<AssociationView, bool> concerns)
    {
        foreach (AssociationView view in engine.View())
        {
            if (view.Peer is not { } peer || view.Verdict is not { IsGranted: true } || !concerns(view))
            {
                continue;
            }

            PeerDecision decision = policy.Decide(peer, view.PeerChain);
            events.Decided(view.Key, decision);
            if (decision.IsGranted)
            {
                decisions[view.Key] = decision;
                associations.SetRights(view.Key, decision.Rights!);
                engine.Prolong(clock.Now, view.Key, Verdict.Granted(decision.Until, decision.Reason));
            }
            else
            {
                decisions.Remove(view.Key);
                associations.SetRights(view.Key, NoRights.Instance);
                engine.Revoke(clock.Now, view.Key, decision.Reason);
            }
        }
    }

    private void Send(SendPacket send)
    {
        underlay.SendHip(send.Path, send.Octets.Span, batch);
        captures.HipSent(send.Path, send.Octets.Span);
        Sent.Count(send.Octets.Span);
        if (HipCounters.TypeOf(send.Octets.Span) == PacketType.Notify
            && HipPacket.TryParse(send.Octets.Span, out HipPacket? packet, out _))
        {
            events.NotifySent(packet);
        }
    }

    private void Authorise(AuthorisationRequest question)
    {
        PeerDecision decision = policy.Decide(question.Identity, question.Chain);
        if (decision.IsGranted)
        {
            // A refusal takes nothing from the right of an association that is there, and leaves nothing behind.
            decisions[question.Key] = decision;
        }

        Verdict verdict = decision.IsGranted
            ? Verdict.Granted(decision.Until, decision.Reason, policy.Chain)
            : Verdict.Refused(decision.Reason);
        events.Decided(question.Key, decision);
        engine.Authorise(clock.Now, question, verdict);
    }

    private void Solve(PuzzleRequest puzzle)
    {
        if (puzzle.Difficulty <= InlineDifficulty)
        {
            engine.PuzzleSolved(clock.Now, puzzle, Search(puzzle, CancellationToken.None));
            return;
        }

        _ = Task.Run(() =>
        {
            using CancellationTokenSource limit = new(SearchTime);
            byte[] solution = Search(puzzle, limit.Token);
            Post(() => engine.PuzzleSolved(clock.Now, puzzle, solution));
        });
    }

    /// <summary>Solves a puzzle; empty if it has no solution or the search was ended.</summary>
    public static byte[] Search(PuzzleRequest puzzle, CancellationToken cancellation)
    {
        byte[] start = new byte[puzzle.I.Length];
        System.Security.Cryptography.RandomNumberGenerator.Fill(start);
        return puzzle.Solve(start, cancellation);
    }

    /// <summary>
    /// A refusal ends no attempt (RFC 7401 section 5.3.8), as it may be a lie of somebody's; but applications need not
    /// wait for the end of the attempt to hear of it.
    /// </summary>
    private void TellApplications(PeerNotified notified)
    {
        if (notified.Type == NotifyType.BlockedByPolicy && engine.View(notified.Key) is not { IsOpen: true })
        {
            waiting.Drop(notified.Key, IcmpErrorKind.AdministrativelyProhibited);
        }
    }

    private void Down(AssociationDown down)
    {
        associations.Remove(down.Key);
        events.Down(down);
        if (down.Reason != EndReason.Replaced)
        {
            // A newer exchange has its decision already, and will send what waits.
            decisions.Remove(down.Key);
            waiting.Refuse(down.Key, down.Reason);
        }
    }
}

using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>One host of a simulated network, perhaps behind a NAT.</summary>
internal sealed class NetHost : IDisposable
{
    public NetHost(string address, EngineOptions? options = null, SimNat? nat = null)
    {
        Key = HostKey.Generate(HostKeyType.Ed25519);
        Address = IPAddress.Parse(address);
        Nat = nat;
        Engine = new HipEngine(options ?? new EngineOptions { BaseDifficulty = 0 }, [Key], new SystemRandomSource());
        Engine.UseLocalAddresses(TimeSpan.Zero, [new LocalAddress(Address, 24)]);
    }

    public HostKey Key { get; }

    public IPAddress Address { get; set; }

    public SimNat? Nat { get; }

    public HipEngine Engine { get; }

    public Hit Hit => Key.Hit;

    public bool IsGone { get; set; }

    public Func<AuthorisationRequest, Verdict> Policy { get; set; } = _ => Verdict.Granted(until: null, "test");

    /// <summary>The answer to a registration; null leaves the question open.</summary>
    public Func<RegistrationQuestion, RegistrationVerdict?> Services { get; set; } =
        question => new RegistrationVerdict(question.Types, RelayedAddress: null);

    public List<Effect> Effects { get; } = [];

    public List<SendPacket> Sent { get; } = [];

    public AssociationKey To(NetHost peer) => new(Hit, peer.Hit);

    public AssociationView? ViewOf(NetHost peer) => Engine.View(To(peer));

    public IEnumerable<T> Saw<T>() => Effects.OfType<T>();

    /// <summary>The registration with, or of, a peer; null if there is none.</summary>
    public RegistrationView? With(NetHost peer, RegistrationType type) =>
        ViewOf(peer)?.Registrations.FirstOrDefault(registration => registration.Type == type);

    public void Drain(TimeSpan now)
    {
        while (Engine.TryTake(out Effect? effect))
        {
            switch (effect)
            {
                case SendPacket send:
                    Sent.Add(send);
                    break;
                case RegistrationQuestion question:
                    Effects.Add(question);
                    if (Services(question) is { } verdict)
                    {
                        Engine.AnswerRegistration(now, question, verdict);
                    }

                    break;
                case AuthorisationRequest question:
                    Engine.Authorise(now, question, Policy(question));
                    break;
                case PuzzleRequest puzzle:
                    Engine.PuzzleSolved(now, puzzle, new byte[puzzle.I.Length]);
                    break;
                default:
                    Effects.Add(effect);
                    break;
            }
        }
    }

    public void Dispose()
    {
        Engine.Dispose();
        Key.Dispose();
    }
}

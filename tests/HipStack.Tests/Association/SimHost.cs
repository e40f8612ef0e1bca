using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>One host of a simulation: an engine, an address, and what the engine asked for.</summary>
internal sealed class SimHost : IDisposable
{
    public SimHost(string address, HostKey key, EngineOptions? options = null, IRandomSource? random = null)
    {
        Key = key;
        Address = IPAddress.Parse(address);
        Engine = new HipEngine(options ?? new EngineOptions(), [key], random ?? new SystemRandomSource());
        Engine.UseLocalAddresses(TimeSpan.Zero, [new LocalAddress(Address, 24)]);
    }

    public HostKey Key { get; }

    public IPAddress Address { get; set; }

    public HipEngine Engine { get; }

    public Hit Hit => Key.Hit;

    public Func<AuthorisationRequest, Verdict> Policy { get; set; } = _ => Verdict.Granted(until: null, "test");

    /// <summary>Takes a question, which is not answered then; null to answer by the policy.</summary>
    public Action<AuthorisationRequest>? Hold { get; set; }

    /// <summary>Answers who wants to register; nobody does unless it is set.</summary>
    public Func<RegistrationQuestion, RegistrationVerdict>? Registrar { get; set; }

    public List<Effect> Effects { get; } = [];

    public List<SendPacket> Sent { get; } = [];

    public AssociationView? ViewOf(SimHost peer) => Engine.View(new AssociationKey(Hit, peer.Hit));

    /// <summary>Answers what the engine asks, keeps the rest.</summary>
    public void Drain(TimeSpan now)
    {
        while (Engine.TryTake(out Effect? effect))
        {
            switch (effect)
            {
                case SendPacket send:
                    Sent.Add(send);
                    break;
                case AuthorisationRequest question when Hold is { } hold:
                    hold(question);
                    break;
                case AuthorisationRequest question:
                    Engine.Authorise(now, question, Policy(question));
                    break;
                case RegistrationQuestion question when Registrar is { } registrar:
                    Engine.AnswerRegistration(now, question, registrar(question));
                    break;
                case PuzzleRequest puzzle:
                    Engine.PuzzleSolved(now, puzzle, puzzle.Solve());
                    break;
                default:
                    Effects.Add(effect);
                    break;
            }
        }
    }

    public void Dispose() => Engine.Dispose();
}

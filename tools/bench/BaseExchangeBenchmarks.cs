using System.Net;
using BenchmarkDotNet.Attributes;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Bench;

/// <summary>The base exchange of two engines in one process: both sides' work, and no network.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "BenchmarkDotNet calls Cleanup.")]
public class BaseExchangeBenchmarks
{
    private HostKey initiatorKey = null!;
    private HostKey responderKey = null!;
    private HipEngine responder = null!;
    private TimeSpan now;

    /// <summary>The kind of both Host Identities.</summary>
    [Params(HostKeyType.P256, HostKeyType.Ed25519, HostKeyType.Rsa2048)]
    public HostKeyType Key { get; set; }

    /// <summary>The puzzle's K.</summary>
    [Params(0, 10)]
    public int Difficulty { get; set; }

    /// <summary>Makes the keys.</summary>
    [GlobalSetup]
    public void Setup()
    {
        initiatorKey = HostKey.Generate(Key);
        responderKey = HostKey.Generate(Key);
        responder = new HipEngine(Options(), [responderKey], new SystemRandomSource());
        now = TimeSpan.Zero;
    }

    /// <summary>Ends the keys.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        responder.Dispose();
        initiatorKey.Dispose();
        responderKey.Dispose();
    }

    /// <summary>I1, R1, puzzle, I2, R2, and the keys of both.</summary>
    [Benchmark]
    public int BaseExchange()
    {
        // A second later each time, so that no rate limit is what is measured.
        now += TimeSpan.FromSeconds(1);
        using HipEngine initiator = new(Options(), [initiatorKey], new SystemRandomSource());
        Path path = new(Encapsulation.Raw, EndPoint(1), EndPoint(2));
        initiator.Connect(now, new ConnectRequest(initiatorKey.Hit, responderKey.Hit, [path], []));
        int opened = 0;
        while (Move(initiator, responder, ref opened) | Move(responder, initiator, ref opened))
        {
        }

        return opened == 2 ? opened : throw new InvalidOperationException("The exchange failed.");
    }

    private static IPEndPoint EndPoint(byte host) => new(new IPAddress([10, 0, 0, host]), 0);

    private EngineOptions Options() => new() { BaseDifficulty = Difficulty, R1Refresh = TimeSpan.Zero };

    private bool Move(HipEngine from, HipEngine to, ref int opened)
    {
        bool moved = false;
        while (from.TryTake(out Effect? effect))
        {
            moved = true;
            switch (effect)
            {
                case SendPacket send:
                    Path path = new(send.Path.Encapsulation, send.Path.Remote, send.Path.Local);
                    to.Receive(now, path, send.Octets.Span);
                    break;
                case AuthorisationRequest question:
                    from.Authorise(now, question, Verdict.Granted(until: null, "a benchmark"));
                    break;
                case PuzzleRequest puzzle:
                    from.PuzzleSolved(now, puzzle, puzzle.Solve());
                    break;
                case AssociationUp:
                    opened++;
                    break;
                default:
                    break;
            }
        }

        return moved;
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>A key of the independent peer, which makes it itself.</summary>
internal sealed record PeerKey(string Kind, string File, IPAddress Hit)
{
    private static readonly ConcurrentDictionary<string, Lazy<PeerKey>> Made = new(StringComparer.Ordinal);

    /// <summary>The kinds, as the peer calls them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["p256", "p384", "rsa", "ed25519"];

    /// <summary>The key of a kind; all tests use the same.</summary>
    public static PeerKey Of(string kind) => Made.GetOrAdd(kind, made => new Lazy<PeerKey>(() => Make(made))).Value;

    private static PeerKey Make(string kind)
    {
        string file = Scratch.PathOf($"peer-{kind}.pem");
        ProgramRun run = ProgramRun.Of(
            PythonPeer.Interpreter,
            default,
            PythonPeer.Program, "--generate", kind, "--write-key", file, "--print-hit");
        Assert.AreEqual(0, run.ExitCode, run.Errors);
        return new PeerKey(kind, file, IPAddress.Parse(Encoding.ASCII.GetString(run.Output.Span).Trim()));
    }
}

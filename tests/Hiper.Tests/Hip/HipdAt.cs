using System.Runtime.Versioning;
using HiperNet.Hipd.Control;
using HiperNet.HipStack.Tests.Control;

namespace HiperNet.Hiper.Tests.Hip;

/// <summary>A control server behind which a daemon always answers the same.</summary>
[SupportedOSPlatform("linux")]
internal sealed class HipdAt : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly ControlServer server;

    public HipdAt() => server = ControlServer.Start(Socket, Daemon, new() { Time = new FixedClock() });

    public string Socket => scratch["hipd.sock"];

    public FixedDaemon Daemon { get; } = new();

    public string this[string name] => scratch[name];

    public string Write(string name, string text) => scratch.Write(name, text);

    public Outcome Run(params string[] args) => Cli.Run(["hip", .. args, "--socket", Socket]);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        scratch.Dispose();
    }
}

using System.Diagnostics;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>A member of a cluster, on ports of loopback, that can be killed and started again.</summary>
internal sealed class Member : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly string[] arguments;
    private Process? process;

    public Member(string name, int client, int peer, string cluster, string scheme, params string[] more)
    {
        Endpoint = EtcdEndpoint.Of(new Uri($"{scheme}://127.0.0.1:{client}"));
        arguments =
        [
            "--name", name, "--data-dir", "data", "--logger", "zap", "--log-outputs", "stderr",
            "--listen-client-urls", $"{scheme}://127.0.0.1:{client}",
            "--advertise-client-urls", $"{scheme}://127.0.0.1:{client}",
            "--listen-peer-urls", $"http://127.0.0.1:{peer}",
            "--initial-advertise-peer-urls", $"http://127.0.0.1:{peer}",
            "--initial-cluster", cluster,
            .. more,
        ];
        Directory.CreateDirectory(directory.Place);
        Start();
    }

    public EtcdEndpoint Endpoint { get; }

    /// <summary>One member alone.</summary>
    public static Member Alone(string scheme, params string[] more)
    {
        int[] ports = Ports.Free(2);
        return new Member("m", ports[0], ports[1], $"m=http://127.0.0.1:{ports[1]}", scheme, more);
    }

    public void Start() => process = Starter.Start(directory.Place, "etcd", arguments);

    public void Kill()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    public void Dispose()
    {
        Kill();
        directory.Dispose();
    }
}

using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>An etcd with a client, for all tests of a class.</summary>
internal sealed class EtcdLab : IAsyncDisposable
{
    private readonly TemporaryDirectory directory;

    private EtcdLab(TemporaryDirectory directory, PrivateEtcd etcd)
    {
        (this.directory, Etcd) = (directory, etcd);
        Client = NewClient();
    }

    public PrivateEtcd Etcd { get; }

    /// <summary>The client that the tests share.</summary>
    public EtcdClient Client { get; }

    public static async Task<EtcdLab> StartAsync(CancellationToken cancellation)
    {
        TemporaryDirectory place = new();
        PrivateEtcdOptions options = new() { Directory = place.Place };
        return new EtcdLab(place, await PrivateEtcd.StartAsync(options, cancellation));
    }

    /// <summary>A client of its own.</summary>
    public EtcdClient NewClient() => Waiting.ClientOf(Etcd.Endpoint);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Etcd.DisposeAsync();
        directory.Dispose();
    }
}

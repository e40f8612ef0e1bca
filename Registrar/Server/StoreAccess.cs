using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Server;

/// <summary>The store of a registrar: a cluster, or an etcd of its own.</summary>
internal sealed class StoreAccess : IAsyncDisposable
{
    private readonly PrivateEtcd? own;

    private StoreAccess(EtcdOptions options, PrivateEtcd? own)
    {
        Client = new EtcdClient(options);
        this.own = own;
    }

    /// <summary>The client.</summary>
    public EtcdClient Client { get; }

    /// <summary>Starts an etcd, or gets ready to use a cluster.</summary>
    /// <exception cref="RegistrarStartException">It does not start, or a file cannot be read.</exception>
    public static async Task<StoreAccess> OpenAsync(RegistrarOptions options, CancellationToken cancellation)
    {
        if (options.Etcd.Count > 0)
        {
            return new StoreAccess(Cluster(options), own: null);
        }

        try
        {
            PrivateEtcd etcd = await PrivateEtcd.StartAsync(
                new PrivateEtcdOptions { Directory = Path.Combine(options.Data, "etcd") }, cancellation);
            return new StoreAccess(new EtcdOptions { Endpoints = [etcd.Endpoint] }, etcd);
        }
        catch (PrivateEtcdException exception)
        {
            throw RegistrarStartException.Environment(exception.Message, exception);
        }
    }

    /// <summary>Ends the client, and an etcd that was started.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }

    private static EtcdOptions Cluster(RegistrarOptions options)
    {
        EtcdAccess access = options.EtcdAccess;
        try
        {
            X509Certificate2Collection authorities = [];
            if (access.Authority is not null)
            {
                authorities.ImportFromPemFile(access.Authority);
            }

            return new EtcdOptions
            {
                Endpoints = [.. options.Etcd.Select(EtcdEndpoint.Of)],
                User = access.User,
                Password = access.PasswordFile is null ? null : File.ReadAllText(access.PasswordFile).TrimEnd('\n'),
                Authorities = [.. authorities],
                ClientCertificate = access.Certificate is null
                    ? null
                    : X509Certificate2.CreateFromPemFile(access.Certificate, access.Key),
            };
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw RegistrarStartException.Malformed(exception.Message, exception);
        }
    }
}

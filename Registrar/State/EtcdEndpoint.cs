namespace HiperNet.Registrar.State;

/// <summary>Where a member of the cluster listens: a URL, or a socket in the file system.</summary>
public sealed class EtcdEndpoint
{
    private EtcdEndpoint(Uri address, string? socketPath) => (Address, SocketPath) = (address, socketPath);

    /// <summary>The URL, with no path; of a socket it stands in the requests only.</summary>
    public Uri Address { get; }

    /// <summary>The path of the socket; null for a URL.</summary>
    public string? SocketPath { get; }

    /// <summary>A member behind http or https.</summary>
    /// <exception cref="ArgumentException">It is another scheme, or has a path, a query or a user.</exception>
    public static EtcdEndpoint Of(Uri address)
    {
        bool isWeb = address.IsAbsoluteUri
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        return isWeb && address.PathAndQuery == "/" && address.UserInfo.Length == 0 && address.Fragment.Length == 0
            ? new EtcdEndpoint(address, null)
            : throw new ArgumentException("An endpoint is http://HOST:PORT or https://HOST:PORT.", nameof(address));
    }

    /// <summary>A member behind a socket in the file system.</summary>
    public static EtcdEndpoint OfSocket(string path) => new(new Uri("http://localhost"), path);

    /// <inheritdoc/>
    public override string ToString() => SocketPath ?? Address.GetLeftPart(UriPartial.Authority);
}

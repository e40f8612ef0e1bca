using HiperNet.Registrar.Server.Http;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>All that can be asked.</summary>
internal static class RouteTable
{
    /// <summary>The routes of a registrar.</summary>
    public static IReadOnlyList<ApiRoute> Of(RegistrarParts parts) =>
    [
        .. new IRoutes[]
        {
            new InfoRoutes(parts), new AccountRoutes(parts), new OfferRoutes(parts), new WorkRoutes(parts),
            new VpxiRoutes(parts), new ShareRoutes(parts), new CertificateRoutes(parts), new LogRoutes(parts),
            new FederationRoutes(parts),
        }.SelectMany(group => group.Routes()),
    ];
}

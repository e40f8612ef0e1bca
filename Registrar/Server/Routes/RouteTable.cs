using HiperNet.Registrar.Client.Contracts;
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
            new FederationRoutes(parts), new OpenApiRoutes(() => Documented(parts)),
        }.SelectMany(group => group.Routes()),
    ];

    /// <summary>The routes as they are documented: with the stream of events, which is answered apart.</summary>
    public static IReadOnlyList<ApiRoute> Documented(RegistrarParts parts) =>
    [
        .. Of(parts),
        new(
            "GET",
            EventStream.Path,
            "Tells what happens and concerns the key that signs.",
            _ => throw new NotSupportedException())
        {
            Access = RouteAccess.AnyKey,
            Gives = typeof(EventView),
            GivesMedia = "text/event-stream",
            Queries = ["after"],
        },
    ];
}

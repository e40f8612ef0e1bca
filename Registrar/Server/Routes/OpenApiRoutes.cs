using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.Server.OpenApi;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>What the API is, for programs.</summary>
/// <param name="all">All routes; asked for when the document is.</param>
internal sealed class OpenApiRoutes(Func<IEnumerable<ApiRoute>> all) : IRoutes
{
    private readonly Lazy<byte[]> document = new(() => OpenApiDocument.Write(all()));

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("GET", "/v1/openapi.json", "Gives this document.", GiveAsync)
        {
            Access = RouteAccess.Everybody,
        },
    ];

    private Task<ApiReply> GiveAsync(ApiRequest request) =>
        Task.FromResult(new ApiReply(200, ApiFields.Json, document.Value));
}

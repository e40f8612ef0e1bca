using HiperNet.Registrar.Server.Http;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>A group of routes.</summary>
internal interface IRoutes
{
    /// <summary>The routes.</summary>
    IEnumerable<ApiRoute> Routes();
}

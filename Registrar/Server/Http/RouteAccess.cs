namespace HiperNet.Registrar.Server.Http;

/// <summary>Who may ask a route at all.</summary>
internal enum RouteAccess
{
    /// <summary>Everybody, signed or not.</summary>
    Everybody = 0,

    /// <summary>Every key that signs, for itself.</summary>
    AnyKey,

    /// <summary>Who has the route's right.</summary>
    ByRight,
}

using System.Text.RegularExpressions;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.Server.Routes;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>The routes of the service itself, each with a path that can be asked.</summary>
internal static partial class RouteSamples
{
    /// <summary>All routes. They are listed only, so that they need no parts.</summary>
    public static IReadOnlyList<ApiRoute> All { get; } = RouteTable.Of(null!);

    /// <summary>A path of a route: principals are of nobody, other names are of nothing.</summary>
    public static string PathOf(ApiRoute route) => Parameter().Replace(
        route.Pattern, match => match.Groups["name"].Value is "principal" or "with" ? new string('0', 64) : "nothing");

    /// <summary>A request for a route, not signed, with an empty document if it takes one.</summary>
    public static RawRequest Of(ApiRoute route)
    {
        RawRequest request = new(route.Method, PathOf(route))
        {
            Content = route.Takes is null ? null : "{}"u8.ToArray(),
        };
        return route.IsOnce ? request : request with { Once = null };
    }

    /// <summary>How a route is called in a failed test.</summary>
    public static string Name(ApiRoute route) => $"{route.Method} {route.Pattern}";

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}

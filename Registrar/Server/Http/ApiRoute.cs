using HiperNet.Registrar.Client.Calls;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Server.Http;

/// <summary>
/// One thing that can be asked. The table of routes is what is served, what is checked and what the OpenAPI document
/// says.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Pattern">The path, with names in braces.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Handle">Does it.</param>
internal sealed record ApiRoute(
    string Method, string Pattern, string Summary, Func<ApiRequest, Task<ApiReply>> Handle)
{
    /// <summary>Who may ask.</summary>
    public RouteAccess Access { get; init; } = RouteAccess.ByRight;

    /// <summary>The right that it takes, for a request.</summary>
    public Func<ApiRequest, TagExpression>? Right { get; init; }

    /// <summary>The right in words, as the documentation has it.</summary>
    public string? RightText { get; init; }

    /// <summary>Whether it must have an idempotency key, and is done once.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether its answer holds a secret, which is told once and not kept.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether a content is needed, and of which type.</summary>
    public Type? Takes { get; init; }

    /// <summary>What it is answered with.</summary>
    public Type? Gives { get; init; }

    /// <summary>The media type of the answer.</summary>
    public string GivesMedia { get; init; } = ApiFields.Json;

    /// <summary>What may stand in the query.</summary>
    public IReadOnlyList<string> Queries { get; init; } = [];
}

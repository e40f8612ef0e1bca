using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Server.Http;

namespace HiperNet.Registrar.Server.OpenApi;

/// <summary>The API as an OpenAPI document (3.1.1), made from the table of routes and the contracts.</summary>
internal sealed partial class OpenApiDocument
{
    private const string Signature = "signature";
    private const int RegexMilliseconds = 1000;
    private readonly OpenApiSchemas schemas = new();

    private OpenApiDocument()
    {
    }

    /// <summary>
    /// The document, in UTF-8, indented, with a final line end; the same routes give the same octets.
    /// </summary>
    public static byte[] Write(IEnumerable<ApiRoute> routes)
    {
        JsonObject document = new OpenApiDocument().Build(routes);
        using MemoryStream octets = new();
        using (Utf8JsonWriter writer = new(octets, new JsonWriterOptions
        {
            Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            document.WriteTo(writer);
        }

        octets.WriteByte((byte)'\n');
        return octets.ToArray();
    }

    private JsonObject Build(IEnumerable<ApiRoute> routes)
    {
        JsonObject paths = [];
        foreach (ApiRoute route in routes)
        {
            JsonObject path = paths[route.Pattern] as JsonObject ?? [];
            paths[route.Pattern] = path;
            path[route.Method.ToLowerInvariant()] = Operation(route);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "HiperNet registrar",
                ["version"] = "1",
                ["description"] =
                    "Octets are in base 64, instants in seconds since 1970-01-01T00:00:00Z, principals and "
                    + "other SHA-256 in lower-case hexadecimal. registrar-api.md has the rules of signatures and "
                    + "rights.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["paths"] = paths,
            ["components"] = Components(),
        };
    }

    private JsonObject Operation(ApiRoute route)
    {
        bool isOpen = route.Access == RouteAccess.Everybody;
        JsonObject operation = new()
        {
            ["operationId"] = Id(route),
            ["summary"] = route.Summary,
        };
        if (route.RightText is { } right)
        {
            operation["description"] = $"The right that it takes: {right}.";
        }

        operation["security"] = isOpen
            ? new JsonArray(new JsonObject())
            : new JsonArray(new JsonObject { [Signature] = new JsonArray() });
        JsonArray parameters = [.. Parameters(route, isOpen)];
        if (parameters.Count > 0)
        {
            operation["parameters"] = parameters;
        }

        if (route.Takes is { } takes)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(takes) };
        }

        operation["responses"] = Responses(route.Gives, route.GivesMedia);
        return operation;
    }

    private JsonObject Responses(Type? gives, string media) => new()
    {
        ["2XX"] = new JsonObject
        {
            ["description"] = "It is done.",
            ["content"] = gives is null ? new JsonObject { [media] = new JsonObject() } : Content(gives, media),
        },
        ["default"] = new JsonObject { ["$ref"] = "#/components/responses/problem" },
    };

    private JsonObject Content(Type type, string media = ApiFields.Json) =>
        new() { [media] = new JsonObject { ["schema"] = schemas.Of(type) } };

    private static IEnumerable<JsonNode> Parameters(ApiRoute route, bool isOpen)
    {
        foreach (Match match in Braces().Matches(route.Pattern))
        {
            yield return Parameter(match.Groups["name"].Value, "path", isRequired: true);
        }

        foreach (string name in route.Queries)
        {
            yield return Parameter(name, "query", isRequired: false);
        }

        if (!isOpen)
        {
            yield return Shared(ApiFields.Key);
            yield return Shared(ApiFields.Registrar);
            yield return Shared(ApiFields.Certificates);
        }

        if (route.IsOnce)
        {
            yield return Shared(ApiFields.IdempotencyKey);
        }
    }

    private static JsonObject Parameter(string name, string place, bool isRequired) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = isRequired,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Shared(string name) => new() { ["$ref"] = $"#/components/parameters/{name}" };

    private JsonObject Components()
    {
        JsonObject problem = new()
        {
            ["description"] = "It is not done (RFC 9457).", ["content"] = Content(typeof(Problem), ApiFields.Problem),
        };
        JsonObject key = Parameter(ApiFields.Key, "header", isRequired: true);
        key["description"] = "The signer's public key, canonical.";
        JsonObject registrar = Parameter(ApiFields.Registrar, "header", isRequired: true);
        registrar["description"] = "The principal of the registrar that is asked, in hexadecimal.";
        JsonObject certificates = Parameter(ApiFields.Certificates, "header", isRequired: false);
        certificates["description"] = "A canonical sequence of certificates that give the signer rights.";
        JsonObject once = Parameter(ApiFields.IdempotencyKey, "header", isRequired: true);
        once["schema"]!["pattern"] = "^[A-Za-z0-9-]{16,64}$";
        return new JsonObject
        {
            ["schemas"] = schemas.Write(),
            ["responses"] = new JsonObject { ["problem"] = problem },
            ["parameters"] = new JsonObject
            {
                [ApiFields.Key] = key,
                [ApiFields.Registrar] = registrar,
                [ApiFields.Certificates] = certificates,
                [ApiFields.IdempotencyKey] = once,
            },
            ["securitySchemes"] = new JsonObject
            {
                [Signature] = new JsonObject
                {
                    ["type"] = "apiKey",
                    ["in"] = "header",
                    ["name"] = "Signature",
                    ["description"] =
                        "An HTTP message signature (RFC 9421) with Signature-Input; registrar-api.md, section 2.",
                },
            },
        };
    }

    /// <summary>Such as postVpxisByIdExtend: of the method and the path.</summary>
    private static string Id(ApiRoute route) => route.Method.ToLowerInvariant() + string.Concat(
        route.Pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(
            part => part[0] == '{'
                ? "By" + Title(part.Trim('{', '}'))
                : Title(part.Replace(".json", "", StringComparison.Ordinal))));

    private static string Title(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, RegexMilliseconds)]
    private static partial Regex Braces();
}

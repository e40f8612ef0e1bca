using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Server.Http;

namespace HiperNet.Registrar.Server.OpenApi;

/// <summary>The contracts as JSON schemas (2020-12), each once, by name; the others refer to it.</summary>
internal sealed class OpenApiSchemas
{
    private const string Place = "#/components/schemas/";
    private readonly SortedDictionary<string, JsonNode> schemas = new(StringComparer.Ordinal);
    private readonly JsonSchemaExporterOptions options;

    public OpenApiSchemas() => options = new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform,
    };

    /// <summary>A reference to the schema of a contract.</summary>
    public JsonObject Of(Type type)
    {
        string name = Name(type);
        if (!schemas.ContainsKey(name))
        {
            schemas[name] = new JsonObject();
            schemas[name] = RequestJson.Strict.GetJsonSchemaAsNode(type, options);
        }

        return new JsonObject { ["$ref"] = Place + name };
    }

    /// <summary>All that were referred to.</summary>
    public JsonObject Write() => new(schemas.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static bool IsContract(Type type) =>
        type.Namespace == typeof(Problem).Namespace && !type.IsGenericTypeDefinition;

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{Name(type.GetGenericArguments()[0])}"
        : type.Name;

    /// <summary>What must be there is what is refused if it is missing.</summary>
    private static void Require(JsonObject contract, JsonTypeInfo type)
    {
        string[] needed = [.. type.Properties.Where(property => property.IsRequired).Select(property => property.Name)];
        contract.Remove("required");
        if (needed.Length > 0)
        {
            contract["required"] = new JsonArray([.. needed.Select(name => (JsonNode)name)]);
        }
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        Type type = context.TypeInfo.Type;
        if (type == typeof(ReadOnlyMemory<byte>) && schema is JsonObject octets)
        {
            octets["contentEncoding"] = "base64";
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && schema is JsonObject contract)
        {
            Require(contract, context.TypeInfo);
        }

        return context.TypeInfo.Kind == JsonTypeInfoKind.Object && context.Path.Length > 0 && IsContract(type)
            ? Of(type)
            : schema;
    }
}

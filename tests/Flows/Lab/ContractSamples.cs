using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>Documents of contracts, whole but for one part.</summary>
internal static class ContractSamples
{
    private static readonly string[] Parts =
    [
        "null", "5", "-1", "0", "9223372036854775807", "9223372036854775808", "1e400", "0.5", "true", "\"x\"", "\"\"",
        "[]", "[null]", "[5]", "[[]]", "{}", "{\"x\":null}", "[{}]", "[{\"element\":null}]", "\"\\u0000\"", "\"\\n\"",
        "\"..\"", "\"AAAA\"", "\"%00/../\"",
    ];

    /// <summary>
    /// For each property of the contract, documents in which it alone is something else, or is missing.
    /// </summary>
    public static IEnumerable<string> Wrong(Type contract)
    {
        JsonObject whole = Whole(contract);
        foreach (string name in whole.Select(pair => pair.Key))
        {
            foreach (string part in Parts)
            {
                // By hand, because 1e400 and the like are not values of the library.
                IEnumerable<string> pairs = whole.Select(
                    pair => $"\"{pair.Key}\":{(pair.Key == name ? part : pair.Value?.ToJsonString() ?? "null")}");
                yield return $"{{{string.Join(',', pairs)}}}";
            }

            JsonObject less = whole.DeepClone().AsObject();
            less.Remove(name);
            yield return less.ToJsonString();
        }
    }

    private static JsonObject Whole(Type contract)
    {
        JsonObject whole = [];
        foreach (JsonPropertyInfo property in ContractJson.Default.GetTypeInfo(contract)!.Properties)
        {
            whole[property.Name] = Sample(property.PropertyType);
        }

        return whole;
    }

    private static JsonNode? Sample(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? "x"
            : plain == typeof(long) ? 60
            : plain == typeof(bool) ? true
            : plain == typeof(ReadOnlyMemory<byte>) ? "AAAA"
            : plain.IsGenericType ? new JsonArray(Sample(plain.GetGenericArguments()[0]))
            : Whole(plain);
    }
}

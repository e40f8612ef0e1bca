using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Registrar.Server.Http;

/// <summary>
/// Reads documents of requests. Texts and lists that the contract does not call optional are there: System.Text.Json
/// alone would leave null where a property is missing, or where null stands in a list.
/// </summary>
internal static class RequestJson
{
    /// <summary>How documents of requests are read.</summary>
    public static JsonSerializerOptions Strict { get; } = new(ContractJson.Default.Options)
    {
        TypeInfoResolver = ContractJson.Default.WithAddedModifier(Require),
    };

    /// <summary>Reads one document.</summary>
    /// <param name="content">UTF-8.</param>
    /// <param name="type">The contract.</param>
    /// <param name="value">The document, if the result is true.</param>
    /// <param name="detail">What is wrong, if the result is false.</param>
    public static bool TryRead<T>(
        ReadOnlyMemory<byte> content, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value, out string detail)
        where T : class
    {
        value = null;
        try
        {
            if (HasNullInList(content.Span))
            {
                detail = "null stands in a list";
                return false;
            }

            value = JsonSerializer.Deserialize(content.Span, (JsonTypeInfo<T>)Strict.GetTypeInfo(type.Type));
            detail = "null is no document";
        }
        catch (JsonException exception)
        {
            detail =
                $"something is missing or of another type at {exception.Path ?? "$"}, line {exception.LineNumber + 1}";
        }
        catch (FormatException)
        {
            detail = "no base 64";
        }

        return value is not null;
    }

    private static void Require(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            property.IsRequired =
                property.AssociatedParameter is { IsNullable: false, ParameterType.IsValueType: false };
        }
    }

    private static bool HasNullInList(ReadOnlySpan<byte> content)
    {
        Utf8JsonReader reader = new(content, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        Stack<bool> isList = [];
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    isList.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    isList.Pop();
                    break;
                case JsonTokenType.Null when isList.TryPeek(out bool list) && list:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}

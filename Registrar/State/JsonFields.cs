using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace HiperNet.Registrar.State;

/// <summary>
/// Reads members of etcd's JSON. One that is missing has its default; one of another kind is refused.
/// </summary>
internal static class JsonFields
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = EtcdLimits.AnswerDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a whole text; null if it is not one JSON object within the limits.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> text)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object && IsText(text.Span))
            {
                return document;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is no JSON gets the same answer as what is no object.
        }

        document?.Dispose();
        return null;
    }

    /// <summary>A number of 64 bits, as a string or as a number; 0 if it is missing.</summary>
    public static bool TryInt64(this JsonElement element, string name, out long number)
    {
        number = 0;
        return !element.TryGetProperty(name, out JsonElement member) || member.ValueKind switch
        {
            JsonValueKind.String => long.TryParse(
                member.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            JsonValueKind.Number => member.TryGetInt64(out number),
            _ => false,
        };
    }

    /// <summary>An unsigned number of 64 bits, as <see cref="TryInt64"/>.</summary>
    public static bool TryUInt64(this JsonElement element, string name, out ulong number)
    {
        number = 0;
        return !element.TryGetProperty(name, out JsonElement member) || member.ValueKind switch
        {
            JsonValueKind.String => ulong.TryParse(
                member.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number),
            JsonValueKind.Number => member.TryGetUInt64(out number),
            _ => false,
        };
    }

    /// <summary>Octets in base 64; none if it is missing.</summary>
    public static bool TryOctets(this JsonElement element, string name, out ReadOnlyMemory<byte> octets)
    {
        octets = default;
        if (!element.TryGetProperty(name, out JsonElement member))
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.String || !member.TryGetBytesFromBase64(out byte[]? decoded))
        {
            return false;
        }

        octets = decoded;
        return true;
    }

    /// <summary>A truth; false if it is missing.</summary>
    public static bool TryBoolean(this JsonElement element, string name, out bool value)
    {
        value = element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.True;
        return value || member.ValueKind is JsonValueKind.Undefined or JsonValueKind.False;
    }

    /// <summary>A text; empty if it is missing.</summary>
    public static bool TryText(this JsonElement element, string name, out string text)
    {
        text = "";
        if (!element.TryGetProperty(name, out JsonElement member))
        {
            return true;
        }

        text = member.ValueKind == JsonValueKind.String ? member.GetString()! : "";
        return member.ValueKind == JsonValueKind.String;
    }

    /// <summary>The elements of a list; none if it is missing.</summary>
    public static bool TryList(this JsonElement element, string name, out JsonElement.ArrayEnumerator list)
    {
        list = default;
        if (!element.TryGetProperty(name, out JsonElement member))
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        list = member.EnumerateArray();
        return true;
    }

    /// <summary>An object; false if it is missing.</summary>
    public static bool TryObject(this JsonElement element, string name, out JsonElement inner)
    {
        inner = default;
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out inner) && inner.ValueKind == JsonValueKind.Object;
    }

    /// <summary>
    /// Whether it is UTF-8, and every escape in it makes a character. The framework looks at that only when a string is
    /// asked for, and throws; JSON also has halves of surrogate pairs.
    /// </summary>
    /// <exception cref="InvalidOperationException">One makes none.</exception>
    private static bool IsText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        if (!json.Contains((byte)'\\'))
        {
            return true;
        }

        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = EtcdLimits.AnswerDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }

        return true;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HiperNet.HipStack.Control;

/// <summary>Requests and answers as lines of JSON. Hostile octets get false, never an exception.</summary>
public static class ControlCodec
{
    /// <summary>The line of a request, with its line end.</summary>
    public static byte[] Encode(ControlRequest request) => Line(request, ControlJson.Default.ControlRequest);

    /// <summary>A line of an answer, with its line end.</summary>
    public static byte[] Encode(ControlAnswer answer) => Line(answer, ControlJson.Default.ControlAnswer);

    /// <summary>Reads a request.</summary>
    /// <param name="line">A line without its end.</param>
    /// <param name="request">The request; its members are within <see cref="ControlLimits"/>.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> line, [NotNullWhen(true)] out ControlRequest? request, out ControlFault fault)
    {
        request = Read(line, ControlJson.Default.ControlRequest);
        fault = request switch
        {
            null => ControlFault.Malformed,
            { Version: not ControlLimits.Version } => ControlFault.UnsupportedVersion,
            { Verb: ControlVerb.Unknown } => ControlFault.UnknownVerb,
            _ => RequestRules.Check(request),
        };
        request = fault == ControlFault.None ? request : null;
        return request is not null;
    }

    /// <summary>Reads a line of an answer.</summary>
    /// <param name="line">A line without its end.</param>
    /// <param name="answer">The answer.</param>
    public static bool TryDecode(ReadOnlySpan<byte> line, [NotNullWhen(true)] out ControlAnswer? answer)
    {
        answer = Read(line, ControlJson.Default.ControlAnswer);
        answer = answer?.Version == ControlLimits.Version ? answer : null;
        return answer is not null;
    }

    /// <summary>Writes one of the contract's records into other JSON, as it stands in answers.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no record of the contract.</exception>
    public static void Write<T>(Utf8JsonWriter writer, T value)
    {
        JsonTypeInfo type = ControlJson.Default.GetTypeInfo(typeof(T))
            ?? throw new ArgumentException($"{typeof(T).Name} is no part of the contract", nameof(value));
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)type);
    }

    private static byte[] Line<T>(T value, JsonTypeInfo<T> type) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    private static T? Read<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

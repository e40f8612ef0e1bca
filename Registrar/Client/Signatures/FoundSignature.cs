namespace HiperNet.Registrar.Client.Signatures;

/// <summary>A signature of a message, read and not verified.</summary>
internal sealed record FoundSignature(
    IReadOnlyList<SfItem> Components, IReadOnlyList<SfParameter> Parameters, byte[] Signature)
{
    /// <summary>The last second of the framework's time, for numbers that are no time.</summary>
    private const long LastSecond = 253_402_300_799;

    /// <summary>Whether a parameter is there.</summary>
    public bool Has(string key) => Parameters.Any(parameter => parameter.Key == key);

    /// <summary>The text of a parameter; null if it is missing or no string.</summary>
    public string? Text(string key) => Value(key) is { Kind: SfKind.Text } value ? value.Text : null;

    /// <summary>The instant of a parameter; null if it is missing, or no time since 1970.</summary>
    public DateTimeOffset? Time(string key) =>
        Value(key) is { Kind: SfKind.Integer, Number: >= 0 and <= LastSecond } value
            ? DateTimeOffset.FromUnixTimeSeconds(value.Number)
            : null;

    private SfBare? Value(string key) => Parameters.FirstOrDefault(parameter => parameter.Key == key)?.Value;
}

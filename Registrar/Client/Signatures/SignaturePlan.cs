namespace HiperNet.Registrar.Client.Signatures;

/// <summary>How a message is to be signed.</summary>
/// <param name="Components">
/// What is covered: @method, @target-uri, @scheme, @authority, @request-target, @path, @query, @status, and names of
/// fields in lower case.
/// </param>
/// <param name="Created">When it is signed; fractions of a second are dropped.</param>
public sealed record SignaturePlan(IReadOnlyList<string> Components, DateTimeOffset Created)
{
    /// <summary>The label of the signature.</summary>
    public string Label { get; init; } = "sig";

    /// <summary>From when on it is void; null for no word about that.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>A text that is used once: of random octets, or of a counter that is never set back.</summary>
    public string? Nonce { get; init; }

    /// <summary>What the signature is for.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether the algorithm is named; it follows from the key in any case.</summary>
    public bool WithAlgorithm { get; init; }
}

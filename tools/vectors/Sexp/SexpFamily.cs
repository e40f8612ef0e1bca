using System.Text.Json;

namespace HiperNet.Vectors.Sexp;

/// <summary>S-expressions in the three forms of RFC 9804.</summary>
public sealed class SexpFamily : IVectorFamily
{
    /// <summary>All cases: what is refused, then what is accepted.</summary>
    public static IReadOnlyList<SexpCase> Cases { get; } =
    [
        .. RefusedCanonical.Cases,
        .. RefusedTransport.Cases,
        .. RefusedAdvanced.Cases,
        .. AcceptedSexps.Cases,
    ];

    /// <inheritdoc/>
    public string FileName => "sexp.json";

    /// <inheritdoc/>
    public string Description =>
        "S-expressions (RFC 9804): canonical and transport under the network's limits, advanced under the file's";

    /// <inheritdoc/>
    public void WriteCases(Utf8JsonWriter json)
    {
        foreach (SexpCase one in Cases)
        {
            one.Write(json);
        }
    }
}

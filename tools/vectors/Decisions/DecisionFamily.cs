using System.Text.Json;

namespace HiperNet.Vectors.Decisions;

/// <summary>Questions to a verifier, with all it has received.</summary>
public sealed class DecisionFamily : IVectorFamily
{
    /// <inheritdoc/>
    public string FileName => "decisions.json";

    /// <inheritdoc/>
    public string Description =>
        "Decisions (RFC 2693 section 6): what was received, a question, and the answer with the layer that must refuse";

    internal static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        .. RefusedBytes.Cases,
        .. RefusedObjects.Cases,
        .. RefusedSignatures.Cases,
        .. RefusedChains.Cases,
        .. RefusedTags.Cases,
        .. RefusedNames.Cases,
        .. RefusedThresholds.Cases,
        .. RefusedRevocations.Cases,
        .. GrantedChains.Cases,
        .. GrantedSubjects.Cases,
        .. GrantedRevocations.Cases,
    ];

    /// <inheritdoc/>
    public void WriteCases(Utf8JsonWriter json)
    {
        foreach (DecisionCase one in Cases)
        {
            one.Write(json);
        }

        EcdsaSignatures.RequireAll();
    }
}

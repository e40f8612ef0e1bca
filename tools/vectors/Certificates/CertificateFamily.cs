using System.Text.Json;
using HiperNet.Vectors.Decisions;

namespace HiperNet.Vectors.Certificates;

/// <summary>Objects of every kind, and what is none.</summary>
public sealed class CertificateFamily : IVectorFamily
{
    /// <inheritdoc/>
    public string FileName => "certificates.json";

    /// <inheritdoc/>
    public string Description =>
        "Objects (draft-ietf-spki-cert-structure-06): accepted ones print to the same bytes, refused ones have a fault";

    internal static IReadOnlyList<ObjectCase> Cases { get; } = [.. RefusedKinds.Cases, .. AcceptedKinds.Cases];

    /// <inheritdoc/>
    public void WriteCases(Utf8JsonWriter json)
    {
        foreach (ObjectCase one in Cases)
        {
            one.Write(json);
        }

        EcdsaSignatures.RequireAll();
    }
}

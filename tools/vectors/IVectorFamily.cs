using System.Text.Json;

namespace HiperNet.Vectors;

/// <summary>The cases of one format: tables written by hand, and how they become JSON.</summary>
public interface IVectorFamily
{
    /// <summary>The file's name in <c>spec/vectors</c>.</summary>
    string FileName { get; }

    /// <summary>What the cases are about, in a sentence.</summary>
    string Description { get; }

    /// <summary>Writes the cases, each a JSON object, into an array that is already open.</summary>
    void WriteCases(Utf8JsonWriter json);
}

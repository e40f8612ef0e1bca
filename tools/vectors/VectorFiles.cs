using System.Text.Encodings.Web;
using System.Text.Json;
using HiperNet.Vectors.Certificates;
using HiperNet.Vectors.Decisions;
using HiperNet.Vectors.Sexp;

namespace HiperNet.Vectors;

/// <summary>The files of <c>spec/vectors</c>: the same bytes at every run.</summary>
public static class VectorFiles
{
    /// <summary>The version of the files' format.</summary>
    public const int FormatVersion = 1;

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>All families, in the order of their files' names.</summary>
    public static IReadOnlyList<IVectorFamily> Families { get; } =
        [new CertificateFamily(), new DecisionFamily(), new SexpFamily()];

    /// <summary>Writes the file of <paramref name="family"/> into <paramref name="directory"/>.</summary>
    /// <returns>The file's path.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string Write(IVectorFamily family, string directory)
    {
        Directory.CreateDirectory(directory);
        string path = Path.Combine(directory, family.FileName);
        File.WriteAllBytes(path, Render(family));
        return path;
    }

    /// <summary>The bytes of the file of <paramref name="family"/>.</summary>
    public static byte[] Render(IVectorFamily family)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Layout))
        {
            json.WriteStartObject();
            json.WriteNumber("version", FormatVersion);
            json.WriteString("description", family.Description);
            json.WriteStartArray("cases");
            family.WriteCases(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}

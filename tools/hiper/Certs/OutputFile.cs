using System.CommandLine;
using System.Text.Json;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;

namespace HiperNet.Cli.Certs;

/// <summary>Where a verb puts the object that it makes, and in which form.</summary>
internal static class OutputFile
{
    private const int LineCharacters = 72;

    /// <summary>The option <c>--out</c>.</summary>
    public static Option<string> Option() => new("--out")
    {
        Description = "The file to write, in the transport form; the standard output if it is - or left out.",
        DefaultValueFactory = _ => "-",
    };

    /// <summary>Writes the object, or leaves it to the answer if it goes to the standard output.</summary>
    /// <param name="made">What was made.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="summary">A line that says what it is, shown when it goes to a file.</param>
    /// <param name="json">The verb's own properties.</param>
    public static Answer Write(SpkiObject made, string path, string summary, Action<Utf8JsonWriter> json)
    {
        bool toFile = path != "-";
        if (toFile)
        {
            Save(made, path);
        }

        return new Answer(toFile ? summary : Text(made), writer =>
        {
            json(writer);
            writer.WriteString(toFile ? "file" : "transport", toFile ? path : Transport.Encode(made.Node));
        });
    }

    /// <summary>Writes the object to a file.</summary>
    public static void Save(SpkiObject made, string path) => File.WriteAllText(path, Text(made) + "\n");

    private static string Text(SpkiObject made) => Transport.Encode(made.Node, LineCharacters);
}

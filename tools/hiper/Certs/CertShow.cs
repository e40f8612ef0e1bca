using System.CommandLine;
using System.Text.Json;
using HiperNet.Spki.Certs;

namespace HiperNet.Cli.Certs;

/// <summary><c>hiper cert show</c>: what files say, without a word on whether it is true.</summary>
internal static class CertShow
{
    private const string Notice = "not verified: anybody can write this; 'hiper cert verify' decides";

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "Files of certificates, lists and sequences, in any form; - is the standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        return Verb.Of(
            "show",
            "Show what certificates say. Nothing is verified: no signature, no time, no chain.",
            [files],
            parsed => Run(parsed.GetRequiredValue(files)));
    }

    private static Answer Run(string[] files)
    {
        List<string> ignored = [];
        List<SpkiObject> objects = [.. ObjectFile.Read(files, ignored, skipFaulty: false)
            .SelectMany(item => item is Sequence sequence ? sequence.Items : [item])];
        Labels labels = new();
        List<string> lines = [.. objects.SelectMany(item => ObjectText.Lines(item, labels)), .. ignored, Notice];
        return new Answer(string.Join('\n', lines), json => Write(json, objects));
    }

    private static void Write(Utf8JsonWriter json, List<SpkiObject> objects)
    {
        json.WriteBoolean("verified", false);
        json.WriteStartArray("objects");
        foreach (SpkiObject item in objects)
        {
            json.WriteStartObject();
            ObjectText.Write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

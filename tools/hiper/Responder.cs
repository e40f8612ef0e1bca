using System.Text.Encodings.Web;
using System.Text.Json;
using HiperNet.Spki.Text;

namespace HiperNet.Cli;

/// <summary>
/// Writes answers and errors: text, or one line of JSON that always starts with
/// <c>{"version":1,"status":"done|refused|usage|malformed|environment"</c>.
/// </summary>
internal static class Responder
{
    /// <summary>Counts up when a property changes its meaning or goes away; new ones do not count.</summary>
    public const int JsonVersion = 1;

    private static readonly JsonWriterOptions JsonOptions = new()
    {
        // The output goes to programs and terminals, never into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes what a verb answered.</summary>
    public static void Write(Answer answer, bool json)
    {
        using Stream output = Console.OpenStandardOutput();
        if (json)
        {
            WriteJson(output, answer.Code, answer.Json);
        }
        else
        {
            output.Write(answer.Plain.Span);
        }

        output.Flush();
    }

    /// <summary>
    /// Writes why there is no answer: one line on the standard error, and JSON if that was asked for.
    /// </summary>
    public static void Write(CliException error, bool json)
    {
        Try(() => Console.Error.WriteLine($"hiper: {OneLine(error.Message)}"));
        if (json)
        {
            Try(() =>
            {
                using Stream output = Console.OpenStandardOutput();
                WriteJson(output, error.Code, writer => WriteError(writer, error));
            });
        }
    }

    /// <summary>A stream that takes nothing must not hide the exit code, which still says what happened.</summary>
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody is left to tell.
        }
    }

    private static void WriteError(Utf8JsonWriter writer, CliException error)
    {
        writer.WriteString("error", OneLine(error.Message));
        if (error.InnerException is SexpFileException malformed)
        {
            writer.WriteString("file", malformed.File);
            writer.WriteNumber("line", malformed.Error.Line);
            writer.WriteNumber("column", malformed.Error.Column);
            writer.WriteString("expected", malformed.Error.Expected);
        }
    }

    private static void WriteJson(Stream output, ExitCode code, Action<Utf8JsonWriter> properties)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, JsonOptions))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", JsonVersion);
            writer.WriteString("status", Status(code));
            properties(writer);
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        output.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static string Status(ExitCode code) => code switch
    {
        ExitCode.Done => "done",
        ExitCode.Refused => "refused",
        ExitCode.Usage => "usage",
        ExitCode.Malformed => "malformed",
        ExitCode.Environment => "environment",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

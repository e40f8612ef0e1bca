using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace HiperNet.Registrar.Server;

/// <summary>
/// Writes an event as one line: time, level, the event's stable name, and words. Whatever a message holds, it stays
/// one line, so that nobody outside can make lines of the log.
/// </summary>
internal sealed class LogLines(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name by which the console is told to use it.</summary>
    public const string FormatterName = "lines";

    private const int MostCharacters = 8192;

    /// <inheritdoc/>
    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string words = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } exception)
        {
            words = $"{words}: {exception}";
        }

        string level = logEntry.LogLevel switch
        {
            LogLevel.Critical or LogLevel.Error => "error",
            LogLevel.Warning => "warning",
            LogLevel.Information => "info",
            _ => "debug",
        };
        textWriter.Write(time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ ", CultureInfo.InvariantCulture));
        textWriter.Write($"{level} {logEntry.EventId.Name ?? logEntry.Category} ");
        textWriter.Write(OneLine(words));
        textWriter.Write('\n');
    }

    private static string OneLine(string text) => string.Create(
        Math.Min(text.Length, MostCharacters),
        text,
        static (line, all) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(all[i]) ? ' ' : all[i];
            }
        });
}

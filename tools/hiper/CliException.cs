using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Text;

namespace HiperNet.Cli;

/// <summary>Ends the command with an exit code and one line for the user.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Without an exit code there is none of these.")]
internal sealed class CliException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process ends with.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>What any exception means to the user.</summary>
    public static CliException From(Exception exception) => exception switch
    {
        CliException known => known,
        SexpFileException malformed => new(ExitCode.Malformed, malformed.Message, malformed),
        InvalidDataException => new(ExitCode.Malformed, exception.Message, exception),
        FileNotFoundException or DirectoryNotFoundException => new(ExitCode.Usage, exception.Message, exception),
        UnauthorizedAccessException or IOException => new(ExitCode.Environment, exception.Message, exception),
        _ => new(ExitCode.Environment, $"internal error: {exception.GetType().Name}: {exception.Message}", exception),
    };
}

namespace HiperNet.Registrar.Server;

/// <summary>The service cannot start; one line says why.</summary>
internal sealed class RegistrarStartException : Exception
{
    /// <summary>Nothing is known but that it cannot start.</summary>
    public RegistrarStartException()
        : this(4, "it cannot start")
    {
    }

    /// <summary>The environment does not allow it.</summary>
    public RegistrarStartException(string message)
        : this(4, message)
    {
    }

    /// <summary>The environment does not allow it.</summary>
    public RegistrarStartException(string message, Exception innerException)
        : this(4, message, innerException)
    {
    }

    private RegistrarStartException(int exitCode, string message, Exception? inner = null)
        : base(message, inner) => ExitCode = exitCode;

    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; }

    /// <summary>The command line is wrong.</summary>
    public static RegistrarStartException Usage(string message) => new(2, message);

    /// <summary>A file is not what it must be.</summary>
    public static RegistrarStartException Malformed(string message, Exception? inner = null) => new(3, message, inner);

    /// <summary>A file cannot be read, or is none: that is a wrong command line if there is no such file.</summary>
    public static RegistrarStartException OfFile(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => new(2, $"{path}: there is no such file", exception),
        InvalidDataException => new(3, $"{path}: {exception.Message}", exception),
        _ => new(4, $"{path}: {exception.Message}", exception),
    };

    /// <summary>The machine does not allow it.</summary>
    public static RegistrarStartException Environment(string message, Exception? inner = null) =>
        new(4, message, inner);
}

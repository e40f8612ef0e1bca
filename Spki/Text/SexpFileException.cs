namespace HiperNet.Spki.Text;

/// <summary>A file does not hold what it should: S-expressions.</summary>
public sealed class SexpFileException : Exception
{
    /// <summary>An exception without a place.</summary>
    public SexpFileException()
    {
    }

    /// <summary>An exception without a place.</summary>
    public SexpFileException(string message)
        : base(message)
    {
    }

    /// <summary>An exception without a place.</summary>
    public SexpFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The fault <paramref name="error"/> in <paramref name="file"/>.</summary>
    public SexpFileException(string file, SexpTextError error)
        : base($"{file}: {error}")
    {
        File = file;
        Error = error;
    }

    /// <summary>The file's name as it was given; <c>-</c> is the standard input.</summary>
    public string File { get; } = "";

    /// <summary>What is wrong, and where.</summary>
    public SexpTextError Error { get; }
}

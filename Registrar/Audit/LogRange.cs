namespace HiperNet.Registrar.Audit;

/// <summary>Entries of a log, from <paramref name="Start"/> to before <paramref name="End"/>.</summary>
internal readonly record struct LogRange(long Start, long End)
{
    /// <summary>How many.</summary>
    public long Length => End - Start;
}

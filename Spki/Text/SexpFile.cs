using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Text;

/// <summary>Reads files of S-expressions in any of the three forms, within <see cref="SexpLimits.File"/>.</summary>
public static class SexpFile
{
    /// <summary>The name that stands for the standard input.</summary>
    public const string StandardInput = "-";

    private static readonly SexpTextError Nothing = new(SexpFault.UnexpectedEnd, 0, 1, 1, TextGrammar.Expression);

    /// <summary>Reads the expressions of a file, one or more.</summary>
    /// <param name="path">The file, or <c>-</c> for the standard input.</param>
    /// <exception cref="SexpFileException">The file holds something else, or nothing.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<SexpNode> Read(string path) => [.. Parse(path, Load(path)).Select(item => item.Node)];

    /// <summary>
    /// Reads the expressions of a file, one or more, with the line that each starts on, counted from 1.
    /// </summary>
    /// <param name="path">The file, or <c>-</c> for the standard input.</param>
    /// <exception cref="SexpFileException">The file holds something else, or nothing.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<(SexpNode Node, int Line)> ReadWithLines(string path)
    {
        ReadOnlyMemory<byte> text = Load(path);
        List<(SexpNode Node, int Line)> lines = [];
        int line = 1;
        int counted = 0;
        foreach (SexpTextItem item in Parse(path, text))
        {
            line += text.Span[counted..item.Start].Count((byte)'\n');
            counted = item.Start;
            lines.Add((item.Node, line));
        }

        return lines;
    }

    private static IReadOnlyList<SexpTextItem> Parse(string path, ReadOnlyMemory<byte> text)
    {
        if (!SexpText.TryParseAll(text, SexpLimits.File, out IReadOnlyList<SexpTextItem> items, out var error))
        {
            throw new SexpFileException(path, error);
        }

        if (items.Count == 0)
        {
            throw new SexpFileException(path, Nothing);
        }

        return items;
    }

    /// <summary>Reads the single expression of a file.</summary>
    /// <param name="path">The file, or <c>-</c> for the standard input.</param>
    /// <exception cref="SexpFileException">The file holds something else, nothing, or more than one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SexpNode ReadOne(string path) =>
        SexpText.TryParse(Load(path), SexpLimits.File, out SexpNode? node, out SexpTextError error)
            ? node
            : throw new SexpFileException(path, error);

    private static ReadOnlyMemory<byte> Load(string path)
    {
        using Stream stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        return Load(stream, SexpLimits.File.MaxTotalBytes);
    }

    /// <summary>Reads to the end, but at most one byte over the limit, which the parser then refuses.</summary>
    internal static ReadOnlyMemory<byte> Load(Stream stream, int limit)
    {
        byte[] bytes = new byte[stream.CanSeek ? (int)Math.Min(stream.Length, limit) + 1 : 4096];
        int length = 0;
        while (length <= limit)
        {
            int read = stream.Read(bytes, length, bytes.Length - length);
            if (read == 0)
            {
                break;
            }

            length += read;
            if (length == bytes.Length && length <= limit)
            {
                Array.Resize(ref bytes, (int)Math.Min(length * 2L, limit + 1L));
            }
        }

        return bytes.AsMemory(0, length);
    }
}

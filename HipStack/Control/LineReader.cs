namespace HiperNet.HipStack.Control;

/// <summary>Reads lines of bounded length. The buffer grows with what has come, never with what is announced.</summary>
/// <param name="source">Where lines come from; it stays the caller's.</param>
/// <param name="maxLine">The most octets of a line, its end left out.</param>
public sealed class LineReader(Stream source, int maxLine)
{
    private const int FirstSize = 4096;

    private byte[] buffer = new byte[Math.Min(FirstSize, maxLine + 1)];
    private int start;
    private int end;

    /// <summary>The line that <see cref="ReadAsync"/> has read, without its end; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Reads up to the next line feed.</summary>
    /// <exception cref="IOException">The source fails.</exception>
    public async ValueTask<LineEnd> ReadAsync(CancellationToken cancellation)
    {
        Line = default;
        int looked = start;
        while (true)
        {
            int length = buffer.AsSpan(looked, end - looked).IndexOf((byte)'\n');
            if (length >= 0)
            {
                Line = buffer.AsMemory(start, looked + length - start);
                start = looked + length + 1;
                return Line.Length <= maxLine ? LineEnd.Line : LineEnd.TooLong;
            }

            if (end - start > maxLine)
            {
                return LineEnd.TooLong;
            }

            MakeRoom();
            looked = end;
            int read = await source.ReadAsync(buffer.AsMemory(end), cancellation);
            if (read == 0)
            {
                return LineEnd.Closed;
            }

            end += read;
        }
    }

    /// <summary>Moves what is left to the front, and grows the buffer if that is full.</summary>
    private void MakeRoom()
    {
        int length = end - start;
        byte[] target = length == buffer.Length
            ? new byte[(int)Math.Min(2L * buffer.Length, maxLine + 1L)]
            : buffer;
        if (start > 0 || target != buffer)
        {
            buffer.AsSpan(start, length).CopyTo(target);
            (buffer, start, end) = (target, 0, length);
        }
    }
}

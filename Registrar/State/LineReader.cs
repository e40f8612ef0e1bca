namespace HiperNet.Registrar.State;

/// <summary>Reads lines of bounded length from a stream.</summary>
internal sealed class LineReader(Stream stream, int maxOctets)
{
    private const int FirstOctets = 4 << 10;

    private byte[] buffer = new byte[Math.Min(FirstOctets, maxOctets)];
    private int start;
    private int end;

    /// <summary>Whether a line was longer than allowed; nothing is read after it.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The next line without its end, good until the next call; null at the end of the stream.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        int looked = 0;
        while (!IsTooLong)
        {
            int found = buffer.AsSpan(start + looked, end - start - looked).IndexOf((byte)'\n');
            if (found >= 0)
            {
                ReadOnlyMemory<byte> line = buffer.AsMemory(start, looked + found);
                start += looked + found + 1;
                return line;
            }

            looked = end - start;
            MakeRoom();
            int read = IsTooLong ? 0 : await stream.ReadAsync(buffer.AsMemory(end), cancellation);
            if (read == 0)
            {
                return null;
            }

            end += read;
        }

        return null;
    }

    private void MakeRoom()
    {
        if (end < buffer.Length)
        {
            return;
        }

        if (end - start == maxOctets)
        {
            IsTooLong = true;
            return;
        }

        byte[] next = start > 0 ? buffer : new byte[(int)Math.Min(2L * buffer.Length, maxOctets)];
        buffer.AsSpan(start, end - start).CopyTo(next);
        (buffer, start, end) = (next, 0, end - start);
    }
}

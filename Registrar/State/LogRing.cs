using System.Text;

namespace HiperNet.Registrar.State;

/// <summary>The last lines of a program's log, in bounded memory.</summary>
internal sealed class LogRing(int lines, int characters)
{
    private readonly Lock gate = new();
    private readonly Queue<string> kept = new();

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. kept];
            }
        }
    }

    /// <summary>Keeps a line, cut where it is too long, and drops the oldest if there are too many.</summary>
    public void Add(string line)
    {
        string plain = string.Concat(line.Take(characters).Select(one => char.IsControl(one) ? '.' : one));
        lock (gate)
        {
            kept.Enqueue(plain);
            while (kept.Count > lines)
            {
                kept.Dequeue();
            }
        }
    }

    /// <summary>
    /// Keeps what a stream says until its end. What a line has beyond its length is read and dropped.
    /// </summary>
    public void ReadFrom(Stream stream)
    {
        byte[] chunk = new byte[4 << 10];
        byte[] line = new byte[characters];
        int length = 0;
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            foreach (byte octet in chunk.AsSpan(0, read))
            {
                if (octet == (byte)'\n')
                {
                    Add(Encoding.UTF8.GetString(line, 0, length));
                    length = 0;
                }
                else if (length < line.Length)
                {
                    line[length++] = octet;
                }
            }
        }
    }
}

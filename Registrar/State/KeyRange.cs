using System.Text;

namespace HiperNet.Registrar.State;

/// <summary>One key, or those from a first one to before an end, in the order of their octets.</summary>
/// <param name="Key">The first key; not empty.</param>
/// <param name="End">The first key that is not meant; empty for a single key, one zero octet for no end.</param>
public sealed record KeyRange(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> End)
{
    private static readonly byte[] NoEnd = [0];

    /// <summary>One key.</summary>
    public static KeyRange Single(ReadOnlyMemory<byte> key) => new(key, default);

    /// <summary>One key, of UTF-8.</summary>
    public static KeyRange Single(string key) => Single(Encoding.UTF8.GetBytes(key));

    /// <summary>All keys that begin so.</summary>
    public static KeyRange Prefix(ReadOnlyMemory<byte> prefix)
    {
        int last = prefix.Span.LastIndexOfAnyExcept((byte)0xFF);
        if (last < 0)
        {
            return new KeyRange(prefix.IsEmpty ? NoEnd : prefix, NoEnd);
        }

        byte[] end = prefix[..(last + 1)].ToArray();
        end[last]++;
        return new KeyRange(prefix, end);
    }

    /// <summary>All keys that begin so, in UTF-8.</summary>
    public static KeyRange Prefix(string prefix) => Prefix(Encoding.UTF8.GetBytes(prefix));

    /// <summary>The rest of the range behind a key of it.</summary>
    internal KeyRange After(ReadOnlyMemory<byte> key) => this with { Key = (byte[])[.. key.Span, 0] };
}

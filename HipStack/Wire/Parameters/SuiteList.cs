using System.Buffers.Binary;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>Lists of two-octet identifiers in order of preference, of which at most six are read.</summary>
internal static class SuiteList
{
    private const int IdLength = 2;

    /// <summary>The length of a list in octets.</summary>
    public static int LengthOf(int count) => count * IdLength;

    /// <summary>Reads a list that holds at least one identifier; those behind the sixth are dropped.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, out ushort[] ids)
    {
        ids = new ushort[Math.Min(octets.Length / IdLength, HipProtocol.MaxSuites)];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = BinaryPrimitives.ReadUInt16BigEndian(octets[(i * IdLength)..]);
        }

        return ids.Length > 0 && octets.Length % IdLength == 0;
    }

    public static void Write(ushort id, int index, Span<byte> octets) =>
        BinaryPrimitives.WriteUInt16BigEndian(octets[(index * IdLength)..], id);

    /// <summary>Refuses to send what RFC 7401 section 5.2.8 and its like forbid to send.</summary>
    public static IReadOnlyList<T> Limited<T>(IReadOnlyList<T> ids) =>
        ids.Count is > 0 and <= HipProtocol.MaxSuites
            ? ids
            : throw new ArgumentException($"1 to {HipProtocol.MaxSuites} identifiers are needed.", nameof(ids));
}

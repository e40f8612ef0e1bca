using System.Buffers.Text;
using System.Diagnostics;

namespace HiperNet.Spki.Sexp;

/// <summary>The verbatim form of an octet string, <c>decimal ":" *OCTET</c> (RFC 9804 section 4.1).</summary>
internal static class Verbatim
{
    /// <summary>The length of the verbatim form of <paramref name="octets"/> octets, in bytes.</summary>
    public static int Length(int octets)
    {
        int digits = 1;
        for (int rest = octets; rest >= 10; rest /= 10)
        {
            digits++;
        }

        return checked(digits + 1 + octets);
    }

    /// <summary>Writes the verbatim form to the start of <paramref name="output"/>.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(ReadOnlySpan<byte> octets, Span<byte> output)
    {
        bool fits = Utf8Formatter.TryFormat(octets.Length, output, out int at);
        Debug.Assert(fits, "the caller sized the output");
        output[at++] = (byte)':';
        octets.CopyTo(output[at..]);
        return at + octets.Length;
    }
}

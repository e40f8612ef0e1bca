using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace HiperNet.HipStack.Dns;

/// <summary>
/// An absolute domain name (RFC 1035 section 3.1): labels of 1 to 63 octets, 255 octets in all with their
/// lengths. Names that differ in the case of ASCII letters are equal.
/// </summary>
public sealed class DnsName : IEquatable<DnsName>
{
    /// <summary>The longest label, in octets.</summary>
    public const int MaxLabelLength = 63;

    /// <summary>The longest name, in octets on the wire.</summary>
    public const int MaxLength = 255;

    /// <summary>The longest name in text: every octet escaped by a backslash and three digits.</summary>
    public const int MaxTextLength = MaxLength * EscapeLength;

    private const int EscapeLength = 4;
    private const byte PointerBits = 0xC0;
    private const string Special = ".\\();\"@$";

    private readonly byte[] octets;

    private DnsName(byte[] octets) => this.octets = octets;

    /// <summary>The name of the root.</summary>
    public static DnsName Root { get; } = new([0]);

    /// <summary>The name on the wire, uncompressed, with the empty label at its end.</summary>
    public ReadOnlyMemory<byte> Octets => octets;

    /// <summary>Reads an uncompressed name from the start of octets.</summary>
    /// <param name="input">The octets.</param>
    /// <param name="name">The name, if the result is true; its length says how much was read.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> input, [NotNullWhen(true)] out DnsName? name, out DnsFault fault)
    {
        name = null;
        int at = 0;
        while (at < input.Length && input[at] != 0)
        {
            if (input[at] > MaxLabelLength)
            {
                fault = (input[at] & PointerBits) == PointerBits
                    ? DnsFault.CompressedName
                    : DnsFault.MalformedName;
                return false;
            }

            at += 1 + input[at];
            if (at >= MaxLength)
            {
                fault = DnsFault.MalformedName;
                return false;
            }
        }

        fault = at < input.Length ? DnsFault.None : DnsFault.Truncated;
        if (fault == DnsFault.None)
        {
            name = new DnsName(input[..(at + 1)].ToArray());
        }

        return name is not null;
    }

    /// <summary>Reads a name in the form of zone files (RFC 1035 section 5.1).</summary>
    /// <param name="text">The name; backslashes escape a character, or an octet in three decimal
    /// digits.</param>
    /// <param name="origin">What follows a name without a dot at its end; null refuses such a name.</param>
    /// <param name="name">The name, if the result is true.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text, DnsName? origin, [NotNullWhen(true)] out DnsName? name)
    {
        name = null;
        if (text is "@")
        {
            name = origin;
            return name is not null;
        }

        if (text is ".")
        {
            name = Root;
            return true;
        }

        if (text.Length > MaxTextLength || !TryReadLabels(text, out List<byte> wire, out bool isAbsolute))
        {
            return false;
        }

        if (!isAbsolute && origin is null)
        {
            return false;
        }

        wire.AddRange(isAbsolute ? Root.octets : origin!.octets);
        if (wire.Count <= MaxLength)
        {
            name = new DnsName([.. wire]);
        }

        return name is not null;
    }

    /// <summary>The name in the form of zone files, with the dot at its end.</summary>
    public override string ToString()
    {
        if (octets.Length == 1)
        {
            return ".";
        }

        StringBuilder text = new();
        for (int at = 0; octets[at] != 0; at += 1 + octets[at])
        {
            foreach (byte octet in octets.AsSpan(at + 1, octets[at]))
            {
                Append(text, octet);
            }

            text.Append('.');
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(DnsName? other) =>
        other is not null && Ascii.EqualsIgnoreCase(octets, other.octets);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DnsName);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (byte octet in octets)
        {
            hash.Add(octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet);
        }

        return hash.ToHashCode();
    }

    private static void Append(StringBuilder text, byte octet)
    {
        if (octet is <= (byte)' ' or >= 0x7F)
        {
            text.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
            return;
        }

        if (Special.Contains((char)octet, StringComparison.Ordinal))
        {
            text.Append('\\');
        }

        text.Append((char)octet);
    }

    private static bool TryReadLabels(ReadOnlySpan<char> text, out List<byte> wire, out bool isAbsolute)
    {
        wire = [];
        isAbsolute = false;
        int label = 0;
        wire.Add(0);
        while (!text.IsEmpty)
        {
            bool isDot = text[0] == '.';
            if (isDot)
            {
                // A dot ends a label, which is not empty.
                isAbsolute = text.Length == 1;
                if (!TryEndLabel(wire, label))
                {
                    return false;
                }

                text = text[1..];
                label = wire.Count;
                wire.Add(0);
                continue;
            }

            if (!TryReadOctet(ref text, out byte octet))
            {
                return false;
            }

            wire.Add(octet);
        }

        if (isAbsolute)
        {
            wire.RemoveAt(wire.Count - 1);
            return true;
        }

        return TryEndLabel(wire, label);
    }

    private static bool TryEndLabel(List<byte> wire, int label)
    {
        int length = wire.Count - label - 1;
        bool fits = length is > 0 and <= MaxLabelLength;
        wire[label] = fits ? (byte)length : (byte)0;
        return fits;
    }

    private static bool TryReadOctet(ref ReadOnlySpan<char> text, out byte octet)
    {
        octet = 0;
        char first = text[0];
        if (first != '\\')
        {
            text = text[1..];
            octet = (byte)first;
            return first is > ' ' and < '\u007F';
        }

        if (text.Length < 2)
        {
            return false;
        }

        if (!char.IsAsciiDigit(text[1]))
        {
            octet = (byte)text[1];
            bool isPrintable = text[1] is >= ' ' and < '\u007F';
            text = text[2..];
            return isPrintable;
        }

        bool isNumber = text.Length >= EscapeLength
            && byte.TryParse(
                text[1..EscapeLength], NumberStyles.None, CultureInfo.InvariantCulture, out octet);
        text = isNumber ? text[EscapeLength..] : default;
        return isNumber;
    }
}

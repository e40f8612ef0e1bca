using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HiperNet.HipStack.Dns;

/// <summary>A HIP resource record in a zone file: its owner, its time to live, and its data.</summary>
/// <param name="Owner">Whose record it is.</param>
/// <param name="Ttl">The time to live, in seconds, at most <see cref="MaxTtl"/>; null for the zone's.</param>
/// <param name="Data">The data.</param>
public sealed record HipZoneRecord(DnsName Owner, uint? Ttl, HipRecord Data)
{
    /// <summary>The longest time to live, in seconds (RFC 2181 section 8).</summary>
    public const uint MaxTtl = int.MaxValue;

    /// <summary>
    /// Reads one record, such as <c>www.example.com. 3600 IN HIP ( 2 2001... AwEA... rvs.example.com. )</c>.
    /// </summary>
    /// <param name="text">The record. It names its owner; time to live and class may be missing.</param>
    /// <param name="origin">What follows names without a dot at their end; null refuses such names.</param>
    /// <param name="record">The record, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        DnsName? origin,
        [NotNullWhen(true)] out HipZoneRecord? record,
        out DnsFault fault)
    {
        record = null;
        if (!ZoneTokens.TrySplit(text, out IReadOnlyList<string> tokens, out fault))
        {
            return false;
        }

        // A line that begins with a blank has the owner of the line before, which is not here.
        if (tokens.Count == 0 || char.IsWhiteSpace(text[0]))
        {
            fault = DnsFault.NotHip;
            return false;
        }

        int type = TypeIndex(tokens, out uint? ttl, out fault);
        if (fault != DnsFault.None)
        {
            return false;
        }

        if (!DnsName.TryParse(tokens[0], origin, out DnsName? owner))
        {
            fault = DnsFault.MalformedName;
            return false;
        }

        if (HipRecord.TryParse([.. tokens.Skip(type + 1)], origin, out HipRecord? data, out fault))
        {
            record = new HipZoneRecord(owner, ttl, data);
        }

        return record is not null;
    }

    /// <summary>The record on one line.</summary>
    public override string ToString() => Ttl is { } seconds
        ? string.Create(CultureInfo.InvariantCulture, $"{Owner} {seconds} IN HIP {Data}")
        : $"{Owner} IN HIP {Data}";

    /// <summary>
    /// Finds the word HIP behind a time to live and a class, each at most once and in either order.
    /// </summary>
    private static int TypeIndex(IReadOnlyList<string> tokens, out uint? ttl, out DnsFault fault)
    {
        ttl = null;
        fault = DnsFault.NotHip;
        bool hasClass = false;
        for (int i = 1; i < tokens.Count; i++)
        {
            string token = tokens[i];
            if (token.Equals("HIP", StringComparison.OrdinalIgnoreCase))
            {
                fault = DnsFault.None;
                return i;
            }

            if (!hasClass && token.Equals("IN", StringComparison.OrdinalIgnoreCase))
            {
                hasClass = true;
            }
            else if (ttl is null && char.IsAsciiDigit(token[0]))
            {
                if (!uint.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out uint seconds)
                    || seconds > MaxTtl)
                {
                    fault = DnsFault.MalformedTtl;
                    break;
                }

                ttl = seconds;
            }
            else
            {
                break;
            }
        }

        return 0;
    }
}

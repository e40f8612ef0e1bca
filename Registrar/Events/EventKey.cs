using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Events;

/// <summary>The key of an event: of whom, when, and what no other event has.</summary>
/// <param name="Item">The key as it was read, perhaps without its value.</param>
internal sealed record EventKey(KeyValue Item) : IComparable<EventKey>
{
    private const string Folder = "event/";
    private const int PrincipalCharacters = 64;
    private const int TimeDigits = 12;
    private const int RandomOctets = 8;

    // The principal, a slash, the time, a hyphen, the rest.
    private const int Tail = PrincipalCharacters + 1 + TimeDigits + 1 + (2 * RandomOctets);

    /// <summary>The key's octets.</summary>
    public ReadOnlyMemory<byte> Octets => Item.Key;

    /// <summary>What wrote it; an event is never written again.</summary>
    public long Revision => Item.ModRevision;

    /// <summary>Whose it is, in hexadecimal.</summary>
    public string Audience => Encoding.ASCII.GetString(Octets.Span[^Tail..][..PrincipalCharacters]);

    /// <summary>When it was made, in seconds since 1970; after all times if the key does not say so.</summary>
    public long Time => long.TryParse(
        Octets.Span[^(Tail - PrincipalCharacters - 1)..][..TimeDigits],
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out long seconds)
            ? seconds
            : long.MaxValue;

    /// <summary>Reads the key of an item; null if it is no event's.</summary>
    public static EventKey? Of(KeyValue item) =>
        item.Key.Length >= Tail ? new EventKey(item) : null;

    /// <summary>A new key.</summary>
    public static byte[] New(string root, string audience, long seconds)
    {
        string random = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomOctets));
        string time = seconds.ToString("d" + TimeDigits, CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"{root}{Folder}{audience}/{time}-{random}");
    }

    /// <summary>All events.</summary>
    public static KeyRange All(string root) => KeyRange.Prefix(root + Folder);

    /// <summary>All events of one audience.</summary>
    public static KeyRange AllOf(string root, string audience) => KeyRange.Prefix($"{root}{Folder}{audience}/");

    /// <summary>Throws if it is not a principal in lower-case hexadecimal.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void ThrowIfNoAudience(string audience)
    {
        if (audience is not { Length: PrincipalCharacters } || !audience.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("An audience is a principal in lower-case hexadecimal.", nameof(audience));
        }
    }

    /// <summary>Keys in the order of cursors: what wrote them, then their octets.</summary>
    public int CompareTo(EventKey? other) => other is null ? 1
        : Revision != other.Revision ? Revision.CompareTo(other.Revision)
        : Octets.Span.SequenceCompareTo(other.Octets.Span);
}

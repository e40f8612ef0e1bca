using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// One entry of the log: who has done what, when, to what. Its identifier sorts by time and makes it unlike every
/// other one. It is for people and programs to read: nothing secret belongs into it.
/// </summary>
public sealed record AuditEvent
{
    /// <summary>What a text ends in that was longer than its limit.</summary>
    public const string Cut = "...";

    private const int RandomDigits = 20;
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private AuditEvent(
        string id,
        DateTimeOffset time,
        string name,
        string actor,
        string subject,
        ImmutableSortedDictionary<string, string> details) =>
        (Id, Time, Name, Actor, Object, Details) = (id, time, name, actor, subject, details);

    /// <summary>12 hexadecimal digits of the time in milliseconds since 1970, and 20 at random.</summary>
    public string Id { get; }

    /// <summary>When.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>What, as a stable name: <see cref="AuditNames"/> has those of this library.</summary>
    public string Name { get; }

    /// <summary>The principal of who has done it.</summary>
    public string Actor { get; }

    /// <summary>What it was done to: the name of an infrastructure, a principal, a hash.</summary>
    public string Object { get; }

    /// <summary>What else is to be known of it.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; }

    /// <summary>An event. Texts are cut to their limits, so that every event can be entered.</summary>
    /// <param name="time">When.</param>
    /// <param name="name">
    /// What: 1 to <see cref="LogLimits.NameCharacters"/> lower-case letters, digits, dots, hyphens, underscores.
    /// </param>
    /// <param name="actor">The principal of who has done it.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="details">What else is to be known; at most <see cref="LogLimits.Details"/>, named alike.</param>
    /// <exception cref="ArgumentException">A name is none, is there twice, or there are too many.</exception>
    public static AuditEvent Create(
        DateTimeOffset time,
        string name,
        string actor,
        string subject,
        params ReadOnlySpan<(string Name, string Value)> details)
    {
        if (!IsName(name) || details.Length > LogLimits.Details)
        {
            throw new ArgumentException($"'{name}' is no name of an event, or has too many details", nameof(name));
        }

        ImmutableSortedDictionary<string, string>.Builder all =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in details)
        {
            if (!IsName(key))
            {
                throw new ArgumentException($"'{key}' is no name of a detail", nameof(details));
            }

            all.Add(key, Short(value, LogLimits.DetailCharacters));
        }

        string id = string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds():x12}")
            + RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true);
        return new AuditEvent(
            id,
            time,
            name,
            Short(actor, LogLimits.SubjectCharacters),
            Short(subject, LogLimits.SubjectCharacters),
            all.ToImmutable());
    }

    /// <summary>The entry: JSON with a version, in at most <see cref="LogLimits.EntryOctets"/>.</summary>
    public byte[] Write() => VersionedJson.Write(json =>
    {
        json.WriteString("id", Id);
        json.WriteString("time", Time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture));
        json.WriteString("name", Name);
        json.WriteString("actor", Actor);
        json.WriteString("object", Object);
        json.WriteStartObject("details");
        foreach ((string key, string value) in Details)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    });

    /// <summary>Reads an entry.</summary>
    /// <exception cref="InvalidDataException">It is none, or of a newer form.</exception>
    public static AuditEvent Read(ReadOnlyMemory<byte> entry) => VersionedJson.Read(
        entry,
        json => new AuditEvent(
            VersionedJson.Text(json, "id"),
            json.GetProperty("time").GetDateTimeOffset(),
            VersionedJson.Text(json, "name"),
            VersionedJson.Text(json, "actor"),
            VersionedJson.Text(json, "object"),
            json.GetProperty("details").EnumerateObject().ToImmutableSortedDictionary(
                pair => pair.Name, pair => pair.Value.GetString() ?? "", StringComparer.Ordinal)));

    private static string Short(string text, int most) =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, most - Cut.Length), Cut);

    private static bool IsName(string text) =>
        text is { Length: > 0 and <= LogLimits.NameCharacters }
        && text.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-' or '_');
}

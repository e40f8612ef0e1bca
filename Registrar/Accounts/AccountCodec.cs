using System.Buffers;
using System.Text.Json;

namespace HiperNet.Registrar.Accounts;

/// <summary>Accounts and invitations as the values of keys, in JSON with a version.</summary>
internal static class AccountCodec
{
    private const int CurrentVersion = 1;

    public static byte[] Write(AccountRecord account) => Object(json =>
    {
        json.WriteString("principal", account.Principal);
        json.WriteBase64String("key", account.Key.Span);
        json.WriteString("name", account.Identity.Name);
        json.WriteString("organisation", account.Identity.Organisation);
        json.WriteString("contact", account.Identity.Contact);
        json.WriteString("state", account.State.ToString());
        json.WriteString("agreement", account.Agreement);
        json.WriteBase64String("acceptance", account.Acceptance.Span);
        json.WriteNumber("since", account.Since);
        json.WriteString("decided_by", account.DecidedBy);
    });

    public static byte[] Write(InvitationRecord invitation) => Object(json =>
    {
        json.WriteNumber("expires", invitation.Expires);
        json.WriteString("by", invitation.By);
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static AccountRecord ReadAccount(ReadOnlyMemory<byte> value) => Read(value, json => new AccountRecord(
        Text(json, "principal"),
        json.GetProperty("key").GetBytesFromBase64(),
        new AccountIdentity(Text(json, "name"), Text(json, "organisation"), Text(json, "contact")),
        Enum.TryParse(Text(json, "state"), out AccountState state) && Enum.IsDefined(state)
            ? state
            : throw new InvalidDataException("no state of an account"),
        Text(json, "agreement"),
        json.GetProperty("acceptance").GetBytesFromBase64(),
        json.GetProperty("since").GetInt64(),
        json.GetProperty("decided_by").GetString()));

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static InvitationRecord ReadInvitation(ReadOnlyMemory<byte> value) => Read(value, json =>
        new InvitationRecord(json.GetProperty("expires").GetInt64(), Text(json, "by")));

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new InvalidDataException($"'{name}' is missing");

    private static byte[] Object(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> octets = new();
        using (Utf8JsonWriter json = new(octets))
        {
            json.WriteStartObject();
            json.WriteNumber("version", CurrentVersion);
            write(json);
            json.WriteEndObject();
        }

        return octets.WrittenSpan.ToArray();
    }

    private static T Read<T>(ReadOnlyMemory<byte> value, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
            int version = document.RootElement.GetProperty("version").GetInt32();
            return version == CurrentVersion
                ? read(document.RootElement)
                : throw new InvalidDataException($"version {version} is not known to this registrar");
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("no record of a registrar", exception);
        }
    }
}

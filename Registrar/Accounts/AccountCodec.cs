using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Accounts;

/// <summary>Accounts and invitations as the values of keys, in JSON with a version.</summary>
internal static class AccountCodec
{
    public static byte[] Write(AccountRecord account) => VersionedJson.Write(json =>
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

    public static byte[] Write(InvitationRecord invitation) => VersionedJson.Write(json =>
    {
        json.WriteNumber("expires", invitation.Expires);
        json.WriteString("by", invitation.By);
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static AccountRecord ReadAccount(ReadOnlyMemory<byte> value) => VersionedJson.Read(
        value,
        json => new AccountRecord(
            VersionedJson.Text(json, "principal"),
            json.GetProperty("key").GetBytesFromBase64(),
            new AccountIdentity(
                VersionedJson.Text(json, "name"),
                VersionedJson.Text(json, "organisation"),
                VersionedJson.Text(json, "contact")),
            VersionedJson.Word<AccountState>(json, "state"),
            VersionedJson.Text(json, "agreement"),
            json.GetProperty("acceptance").GetBytesFromBase64(),
            json.GetProperty("since").GetInt64(),
            json.GetProperty("decided_by").GetString()));

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static InvitationRecord ReadInvitation(ReadOnlyMemory<byte> value) => VersionedJson.Read(
        value,
        json => new InvitationRecord(json.GetProperty("expires").GetInt64(), VersionedJson.Text(json, "by")));
}

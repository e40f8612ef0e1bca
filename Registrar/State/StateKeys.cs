using System.Text;

namespace HiperNet.Registrar.State;

/// <summary>Where a registrar keeps what, in the store. All keys of a registrar begin alike.</summary>
/// <param name="Root">With what they begin; it ends in a slash.</param>
public sealed record StateKeys(string Root)
{
    /// <summary>The version of the schema: docs/adr/0016.</summary>
    public const string SchemaVersion = "1";

    /// <summary>With what the keys of offers begin.</summary>
    public string Offers => Root + "offer/";

    /// <summary>With what the keys of calendars begin.</summary>
    public string Calendars => Root + "calendar/";

    /// <summary>With what the keys of infrastructures begin.</summary>
    public string Vpxis => Root + "vpxi/";

    /// <summary>With what the keys of accounts begin.</summary>
    public string Accounts => Root + "account/";

    /// <summary>With what the keys of invitations begin.</summary>
    public string Invitations => Root + "invitation/";

    /// <summary>With what the keys of the log begin: its head, entries and nodes.</summary>
    public string Log => Root + "audit/log/";

    /// <summary>With what the keys of entries begin that the log does not have yet.</summary>
    public string Pending => Root + "audit/pending/";

    /// <summary>With what the keys of nonces begin that were used.</summary>
    public string Nonces => Root + "nonce/";

    /// <summary>With what the keys of requests begin that must not be done twice.</summary>
    public string Requests => Root + "request/";

    /// <summary>The key of the agreement that new accounts accept.</summary>
    public ReadOnlyMemory<byte> Agreement => Key("agreement");

    /// <summary>Keys of version 1 of a registrar.</summary>
    public static StateKeys Of(string registrar) => new($"/hipernet/{SchemaVersion}/{registrar}/");

    /// <summary>The key of an offer.</summary>
    public ReadOnlyMemory<byte> Offer(string id) => Octets(Offers + id);

    /// <summary>The key of the calendars of a physical node or link.</summary>
    public ReadOnlyMemory<byte> Calendar(string resource) => Octets(Calendars + resource);

    /// <summary>The key of an infrastructure.</summary>
    public ReadOnlyMemory<byte> Vpxi(string id) => Octets(Vpxis + id);

    /// <summary>The key of an account.</summary>
    /// <param name="principal">In lower-case hexadecimal.</param>
    public ReadOnlyMemory<byte> Account(string principal) => Octets(Accounts + principal);

    /// <summary>The key of an invitation.</summary>
    /// <param name="hash">What stands for its secret.</param>
    public ReadOnlyMemory<byte> Invitation(string hash) => Octets(Invitations + hash);

    /// <summary>The key of an entry that the log does not have yet.</summary>
    /// <param name="id">The identifier of the event.</param>
    public ReadOnlyMemory<byte> PendingEntry(string id) => Octets(Pending + id);

    /// <summary>The key of a nonce; what is no letter or digit of either is escaped (RFC 3986 section 2.1).</summary>
    public ReadOnlyMemory<byte> Nonce(string keyId, string nonce) =>
        Octets($"{Nonces}{Uri.EscapeDataString(keyId)}/{Uri.EscapeDataString(nonce)}");

    /// <summary>With what the keys of somebody's requests begin.</summary>
    public string RequestsOf(string principal) => $"{Requests}{Uri.EscapeDataString(principal)}/";

    /// <summary>The key of a request.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="hash">What stands for the key that he gave it, in hexadecimal.</param>
    public ReadOnlyMemory<byte> Request(string principal, string hash) => Octets(RequestsOf(principal) + hash);

    private static ReadOnlyMemory<byte> Octets(string key) => Encoding.UTF8.GetBytes(key);

    private ReadOnlyMemory<byte> Key(string name) => Octets(Root + name);
}

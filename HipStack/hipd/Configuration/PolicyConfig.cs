namespace HiperNet.Hipd.Configuration;

/// <summary>Who may talk to us.</summary>
internal sealed class PolicyConfig
{
    /// <summary>certificates: by SPKI. listed: the hosts below. any: everybody, for tests.</summary>
    public string Mode
    {
        get;
        set => field = value ?? "certificates";
    } = "certificates";

    /// <summary>The VPXIs whose members may, as they stand in net tags: S-expressions in canonical or transport
    /// form, or plain words.</summary>
    public List<string> Vpxis
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Roots of trust besides our own keys: files of public keys.</summary>
    public List<string> Roots
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>An access control list: a file.</summary>
    public string? Acl { get; set; }

    /// <summary>Files of certificates that are known in advance.</summary>
    public List<string> Certificates
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Files of the certificates that we show to peers.</summary>
    public List<string> Chain
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Files of revocation lists.</summary>
    public List<string> Revocations
    {
        get;
        set => field = value ?? [];
    } = [];
}

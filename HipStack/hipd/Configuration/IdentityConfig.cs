namespace HiperNet.Hipd.Configuration;

/// <summary>One of our identities.</summary>
internal sealed class IdentityConfig
{
    /// <summary>The key file of <c>hiper key new</c>, mode 0600.</summary>
    public string Key
    {
        get;
        set => field = value ?? string.Empty;
    } = string.Empty;

    /// <summary>The file of the passphrase of a protected key; mode 0600.</summary>
    public string? PassphraseFile { get; set; }

    /// <summary>Our address in the IPv4 range of a VPXI, with its prefix: 10.1.0.1/24.</summary>
    public string? Ipv4 { get; set; }
}

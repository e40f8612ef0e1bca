namespace HiperNet.HipStack.Control;

/// <summary>A certificate, as far as a reader of status needs it.</summary>
public sealed record CertificateStatus
{
    /// <summary>The hash of its body, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>Who issued it: a principal or a name of one.</summary>
    public required string Issuer { get; init; }

    /// <summary>Whom it is for.</summary>
    public required string Subject { get; init; }

    /// <summary>What it grants, as an advanced S-expression.</summary>
    public required string Tag { get; init; }

    /// <summary>When it begins to hold, if that is stated.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it ends, if that is stated.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}

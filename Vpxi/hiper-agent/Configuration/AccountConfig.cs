namespace HiperNet.Agent.Configuration;

/// <summary>Whose machine this is, as the registrar is told.</summary>
internal sealed class AccountConfig
{
    /// <summary>Who it is.</summary>
    public string? Name { get; set; }

    /// <summary>For whom they work.</summary>
    public string? Organisation { get; set; }

    /// <summary>How they are reached.</summary>
    public string? Contact { get; set; }

    /// <summary>The SHA-256, in hexadecimal, of the good-use agreement that somebody has read and accepts.</summary>
    public string? AcceptAgreement { get; set; }

    /// <summary>A file with the token of an invitation.</summary>
    public string? InvitationFile { get; set; }
}

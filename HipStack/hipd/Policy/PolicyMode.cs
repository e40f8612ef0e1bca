namespace HiperNet.Hipd.Policy;

/// <summary>Who may talk to us.</summary>
internal enum PolicyMode
{
    /// <summary>Whoever has the right by SPKI certificates.</summary>
    Certificates,

    /// <summary>The hosts whose locators are configured.</summary>
    Listed,

    /// <summary>Everybody; for tests.</summary>
    Any,
}

namespace HiperNet.Registrar.Client.Signatures;

/// <summary>What a verifier asks of a signature.</summary>
/// <param name="Required">The components that must be covered.</param>
/// <param name="Tag">The tag that says what the signature is for; others in the message are not looked at.</param>
public sealed record SignaturePolicy(IReadOnlyList<string> Required, string Tag)
{
    /// <summary>The components that must be covered if there is content.</summary>
    public IReadOnlyList<string> RequiredWithContent { get; init; } = ["content-digest"];

    /// <summary>How old a signature may be.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How far the clocks may be apart.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether there must be a nonce, which is then good for one message.</summary>
    public bool NeedsNonce { get; init; } = true;
}

namespace HiperNet.Spki.Certs;

/// <summary>
/// An object with the signature that came with it. Nothing is said about whether the signature is good.
/// </summary>
/// <param name="Object">What is signed.</param>
/// <param name="Signature">By whom and how.</param>
public sealed record Signed<T>(T Object, Signature Signature)
    where T : SpkiObject;

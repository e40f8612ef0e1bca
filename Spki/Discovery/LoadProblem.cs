using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Discovery;

/// <summary>An item that counts for nothing, and why.</summary>
/// <param name="Index">Its place among the items, from 0.</param>
/// <param name="Item">The item.</param>
/// <param name="Fault">Why.</param>
public sealed record LoadProblem(int Index, SpkiObject Item, LoadFault Fault)
{
    /// <summary>The fault in a few words.</summary>
    public string Detail => Fault switch
    {
        LoadFault.Unsigned => "it has no signature",
        LoadFault.OtherSigner => "its signature is not by its issuer",
        LoadFault.OtherObject => "its signature is over another object",
        LoadFault.BadSignature => "its signature is not good",
        LoadFault.UnknownKey => "the key that signed it is not known",
        LoadFault.UnknownNonce => "nobody waits for its nonce",
        LoadFault.MisplacedSignature => "a signature that follows nothing it could cover",
        LoadFault.ForeignAcl => "an ACL counts only as the verifier's own",
        LoadFault.Full => "there is no room for it",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>One line for a person.</summary>
    public override string ToString() => $"item {Index + 1}: {Detail}";
}

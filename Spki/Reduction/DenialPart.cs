using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>One thing that is wrong, and where.</summary>
/// <param name="Reason">What.</param>
/// <param name="Certificate">At which certificate, or null if at none.</param>
/// <param name="Entry">At which entry of the ACL, or null if at none.</param>
/// <param name="Detail">A few words: the instant, the key, the numbers.</param>
public sealed record DenialPart(DenialReason Reason, Certificate? Certificate, AclEntry? Entry, string Detail)
{
    /// <summary>One line for a person.</summary>
    public override string ToString()
    {
        string place = Certificate is not null ? $"certificate {Certificate.Id}: "
            : Entry is not null ? "entry of the ACL: "
            : "";
        return place + Detail;
    }
}

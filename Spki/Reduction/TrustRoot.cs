using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// Where authority comes from: the verifier's own key, which may grant everything about itself, its ACL, or both.
/// "Only issuer = self matters at the end" (RFC 2693 section 6.3).
/// </summary>
public sealed record TrustRoot
{
    private TrustRoot(Principal? self, Acl? acl)
    {
        Self = self;
        Acl = acl;
    }

    /// <summary>The verifier's own key, or null.</summary>
    public Principal? Self { get; }

    /// <summary>The verifier's ACL, or null. Relative names in it are names of <see cref="Self"/>.</summary>
    public Acl? Acl { get; }

    /// <summary>What this key grants, directly or through others.</summary>
    public static TrustRoot Of(Principal self) => new(self, acl: null);

    /// <summary>What this list grants, directly or through others.</summary>
    public static TrustRoot Of(Acl acl) => new(self: null, acl);

    /// <summary>What either grants.</summary>
    public static TrustRoot Of(Principal self, Acl acl) => new(self, acl);
}

namespace HiperNet.Registrar.Audit;

/// <summary>The names of events. They never change; what is new gets a new one.</summary>
public static class AuditNames
{
    /// <summary>The bookings of an infrastructure of many resources are being made, in parts.</summary>
    public const string VpxiBegun = "vpxi.begun";

    /// <summary>They were taken back, because a part failed.</summary>
    public const string VpxiUndone = "vpxi.undone";

    /// <summary>An infrastructure is held.</summary>
    public const string VpxiHeld = "vpxi.held";

    /// <summary>A hold was confirmed.</summary>
    public const string VpxiConfirmed = "vpxi.confirmed";

    /// <summary>An infrastructure has another end.</summary>
    public const string VpxiExtended = "vpxi.extended";

    /// <summary>Somebody has released an infrastructure.</summary>
    public const string VpxiReleased = "vpxi.released";

    /// <summary>Nobody has confirmed a hold in time.</summary>
    public const string VpxiLapsed = "vpxi.lapsed";

    /// <summary>The window of an infrastructure is over.</summary>
    public const string VpxiEnded = "vpxi.ended";

    /// <summary>There is a new account.</summary>
    public const string AccountRegistered = "account.registered";

    /// <summary>An account was made active.</summary>
    public const string AccountApproved = "account.approved";

    /// <summary>An account was suspended.</summary>
    public const string AccountSuspended = "account.suspended";

    /// <summary>Somebody was invited.</summary>
    public const string InvitationMade = "invitation.made";

    /// <summary>An invitation was used up.</summary>
    public const string InvitationUsed = "invitation.used";

    /// <summary>There is another agreement to accept.</summary>
    public const string AgreementSet = "agreement.set";

    /// <summary>Resources were offered, or their certificates renewed.</summary>
    public const string OfferMade = "offer.made";

    /// <summary>An offer was taken back.</summary>
    public const string OfferWithdrawn = "offer.withdrawn";

    /// <summary>Nothing was heard of an offer for too long: nothing more of it is booked.</summary>
    public const string OfferSilent = "offer.silent";

    /// <summary>A silent offer was heard again.</summary>
    public const string OfferHeard = "offer.heard";

    /// <summary>An infrastructure was planned anew, because a resource of it has disappeared.</summary>
    public const string VpxiReplanned = "vpxi.replanned";

    /// <summary>An infrastructure has its certificates, and is handed to its agents.</summary>
    public const string VpxiProvisioned = "vpxi.provisioned";

    /// <summary>An infrastructure is to stop for a while, or to go on.</summary>
    public const string VpxiWanted = "vpxi.wanted";

    /// <summary>Certificates were issued.</summary>
    public const string CertificatesIssued = "certificates.issued";

    /// <summary>Certificates were revoked.</summary>
    public const string CertificatesRevoked = "certificates.revoked";

    /// <summary>A second user was let in, or not.</summary>
    public const string ShareDecided = "share.decided";

    /// <summary>Something waited for the log that is longer than an entry; its hash is entered in its place.</summary>
    public const string EntryTooLong = "audit.too_long";
}

namespace HiperNet.Spki.Certs;

/// <summary>The three kinds of <see cref="Delegation"/>.</summary>
public enum DelegationKind
{
    /// <summary>To nobody.</summary>
    None,

    /// <summary>To named keys only.</summary>
    Named,

    /// <summary>To anybody.</summary>
    Any,
}

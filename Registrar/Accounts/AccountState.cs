namespace HiperNet.Registrar.Accounts;

/// <summary>What a registrar thinks of somebody.</summary>
public enum AccountState
{
    /// <summary>Somebody has registered, and nobody has approved it.</summary>
    Pending = 0,

    /// <summary>Approved, by an administrator or by an invitation.</summary>
    Active = 1,

    /// <summary>Was active, and an administrator has ended that.</summary>
    Suspended = 2,
}

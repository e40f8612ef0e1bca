namespace HiperNet.Registrar.Accounts;

/// <summary>Why nothing was done.</summary>
public enum AccountFault
{
    /// <summary>It was.</summary>
    None = 0,

    /// <summary>The registrar has no agreement yet, so nobody can accept it.</summary>
    NoAgreement,

    /// <summary>The current agreement was not accepted by this key; the detail says what is wrong.</summary>
    NotAgreed,

    /// <summary>The identity lacks a part, or one is too long.</summary>
    Identity,

    /// <summary>The invitation was never given, has been used, or has ended: nobody is told which.</summary>
    Invitation,

    /// <summary>The key has an account that says something else.</summary>
    Exists,

    /// <summary>The key has no account.</summary>
    Unknown,

    /// <summary>The account is not in a state in which this can be done.</summary>
    State,

    /// <summary>Others changed the same account all the time.</summary>
    Busy,

    /// <summary>The log could not be told of it; the detail says why. Nothing was done; try again later.</summary>
    Log,

    /// <summary>The store did not answer as it must; the detail has its words.</summary>
    Store,
}

namespace HiperNet.Vpxi.Model;

/// <summary>What a rule of an access point does.</summary>
public enum AccessRuleKind
{
    /// <summary>Spreads what comes in over several endpoints.</summary>
    LoadBalancer = 0,

    /// <summary>Sends what comes in for one port to an endpoint.</summary>
    Nat = 1,

    /// <summary>Lets endpoints out under its own address.</summary>
    Masquerade = 2,
}

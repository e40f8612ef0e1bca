namespace HiperNet.Vpxi.Planning;

/// <summary>What a group asks of where its members are.</summary>
public enum GroupKind
{
    /// <summary>No two in one zone.</summary>
    Apart,

    /// <summary>All on one resource.</summary>
    Together,
}

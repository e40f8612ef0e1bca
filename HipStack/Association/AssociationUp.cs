namespace HiperNet.HipStack.Association;

/// <summary>An association is established, or its right was renewed: data may pass.</summary>
public sealed class AssociationUp : Effect
{
    internal AssociationUp(AssociationKey key, AssociationRole role, Path path, bool isRenewal)
    {
        Key = key;
        Role = role;
        Path = path;
        IsRenewal = isRenewal;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>Who began.</summary>
    public AssociationRole Role { get; }

    /// <summary>Which way.</summary>
    public Path Path { get; }

    /// <summary>Whether it was open already, and its right was renewed.</summary>
    public bool IsRenewal { get; }
}

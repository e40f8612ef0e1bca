namespace HiperNet.Vpxi.Model;

/// <summary>A rule of an access point.</summary>
/// <param name="Kind">What it does.</param>
public sealed record AccessRule(AccessRuleKind Kind)
{
    /// <summary>The nodes behind it.</summary>
    public ModelList<Reference> Endpoints { get; init; } = [];

    /// <summary>The port inside, 1 to 65535; null: all.</summary>
    public int? InPort { get; init; }

    /// <summary>The port outside, 1 to 65535; null: all.</summary>
    public int? OutPort { get; init; }

    /// <summary>For instance TCP; null: all.</summary>
    public string? Protocol { get; init; }

    /// <summary>The region of the outer address; null: any.</summary>
    public string? Region { get; init; }

    /// <summary>How many outer addresses a load balancer has, from 1; null: nothing is said.</summary>
    public int? Addresses { get; init; }

    /// <summary>Where it is written.</summary>
    public SourcePlace Place { get; init; }
}

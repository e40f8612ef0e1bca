namespace HiperNet.Vpxi.Model;

/// <summary>How large a description may become.</summary>
public static class ModelLimits
{
    /// <summary>Groups within groups.</summary>
    public const int MaxDepth = 16;

    /// <summary>Nodes of an expanded infrastructure.</summary>
    public const int MaxNodes = 100_000;

    /// <summary>Links of an expanded infrastructure.</summary>
    public const int MaxLinks = 400_000;

    /// <summary>Members of all patterns, placements and access rules, after expansion.</summary>
    public const int MaxMembers = 1_000_000;

    /// <summary>Copies of one element.</summary>
    public const int MaxCount = MaxNodes;

    /// <summary>Characters of a whole name.</summary>
    public const int MaxNameLength = 256;

    /// <summary>Errors, and warnings, that are told; more are of no use to anybody.</summary>
    public const int MaxFindings = 200;
}

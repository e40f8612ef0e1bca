namespace HiperNet.Testing;

/// <summary>Skips a test, saying so, where a file is missing that is not ours to bring along.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresFileAttribute : ConditionBaseAttribute
{
    /// <summary>The test needs a file.</summary>
    /// <param name="reason">Why it is not in the tree.</param>
    /// <param name="parts">The parts of its path, from the root of the tree.</param>
    public RequiresFileAttribute(string reason, params string[] parts)
        : base(ConditionMode.Include)
    {
        (Reason, Parts) = (reason, parts);
        IgnoreMessage = $"{parts[^1]} is not there: {reason}.";
    }

    /// <summary>Why it is not in the tree.</summary>
    public string Reason { get; }

    /// <summary>The parts of its path, from the root of the tree.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <inheritdoc/>
    public override string GroupName => $"file {string.Join('/', Parts)}";

    /// <inheritdoc/>
    public override bool IsConditionMet => File.Exists(RepositoryFiles.PathOf([.. Parts]));
}

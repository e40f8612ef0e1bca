namespace HiperNet.Testing;

/// <summary>Skips a test, saying so, where a program that it talks to is not installed.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresProgramAttribute : ConditionBaseAttribute
{
    /// <summary>The test needs <paramref name="program"/> in the search path.</summary>
    public RequiresProgramAttribute(string program)
        : base(ConditionMode.Include)
    {
        Program = program;
        IgnoreMessage = $"{program} is not installed.";
    }

    /// <summary>The program's name.</summary>
    public string Program { get; }

    /// <inheritdoc/>
    public override string GroupName => $"program {Program}";

    /// <inheritdoc/>
    public override bool IsConditionMet =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => File.Exists(Path.Combine(directory, Program)));
}

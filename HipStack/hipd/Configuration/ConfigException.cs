namespace HiperNet.Hipd.Configuration;

/// <summary>The configuration is not right: one line for each thing that is wrong.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1032", Justification = "Without a problem there is none of these.")]
internal sealed class ConfigException : Exception
{
    public ConfigException(IReadOnlyList<string> problems, Exception? inner = null)
        : base(string.Join('\n', problems), inner) => Problems = problems;

    /// <summary>What is wrong, with the place.</summary>
    public IReadOnlyList<string> Problems { get; }
}

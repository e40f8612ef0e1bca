using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Agent.Configuration;

/// <summary>The configuration is not right: one line for each thing that is wrong.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Without a problem there is none of these.")]
internal sealed class AgentConfigException : Exception
{
    public AgentConfigException(IReadOnlyList<string> problems, Exception? inner = null)
        : base(string.Join('\n', problems), inner) => Problems = problems;

    /// <summary>What is wrong, with the place.</summary>
    public IReadOnlyList<string> Problems { get; }
}

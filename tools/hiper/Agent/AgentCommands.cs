using System.CommandLine;

namespace HiperNet.Cli.Agent;

/// <summary>The group <c>hiper agent</c>: what a machine offers, and what runs on it.</summary>
internal static class AgentCommands
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() => Verb.Group(
        "agent",
        "Run hiper-agent, which offers this machine to a registrar, or ask it.",
        AgentRun.Command(),
        AgentStatus.Command());
}

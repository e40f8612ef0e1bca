using System.CommandLine;

namespace HiperNet.Cli.Plan;

/// <summary>The group <c>hiper plan</c>.</summary>
internal static class PlanCommands
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() =>
        Verb.Group("plan", "Measure how infrastructures are planned.", PlanBench.Command());
}

using System.Collections.Concurrent;

namespace HiperNet.Agent;

/// <summary>What somebody should know, a line for each subject; the journal is told when a line changes.</summary>
internal sealed class Health(AgentLog log)
{
    private readonly ConcurrentDictionary<string, string> lines = new();

    /// <summary>The lines, in the order of their subjects.</summary>
    public IReadOnlyList<string> Lines =>
        [.. lines.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => $"{line.Key}: {line.Value}")];

    /// <summary>Says what is wrong with something; null if nothing is.</summary>
    public void Set(string subject, string? text)
    {
        if (text is null)
        {
            if (lines.TryRemove(subject, out _))
            {
                log.Info("health.good", ("subject", subject));
            }
        }
        else if (!lines.TryGetValue(subject, out string? before) || before != text)
        {
            lines[subject] = text;
            log.Warn("health.bad", ("subject", subject), ("detail", text));
        }
    }
}

using System.Text.Json;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Agent.Work;

/// <summary>
/// All nodes of this machine: those that the registrar wants, and those that run from before. What it wanted last
/// stands in a file, so that a restart without it goes on.
/// </summary>
internal sealed class WorkKeeper(KeeperParts parts, string file, Health health) : IAsyncDisposable
{
    private readonly Dictionary<string, (NodeKeeper Keeper, Task Task)> keepers = [];
    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();

    /// <summary>What the nodes do.</summary>
    public IReadOnlyList<NodeSnapshot> Nodes
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. keepers.Values.Select(each => each.Keeper.Snapshot)
                        .OrderBy(node => node.Vpxi, StringComparer.Ordinal)
                        .ThenBy(node => node.Node, StringComparer.Ordinal),
                ];
            }
        }
    }

    /// <summary>Takes up what was left: undoes what was not finished, and keeps what runs.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        await RecoverAsync(cancellation);
        foreach ((NodeRecord? record, string folder) in NodeFolder.All(parts.Nodes))
        {
            if (record is not null)
            {
                Keep(record);
            }
            else
            {
                parts.Log.Warn("node.damaged", ("folder", folder));
            }
        }

        // Whose end nobody knows must not run.
        foreach (string plan in parts.Driver.Plans().Where(plan => !keepers.ContainsKey(plan)))
        {
            parts.Log.Warn("node.unknown", ("plan", plan));
            await TryAsync("recovery", () => parts.Driver.StopAsync(plan, cancellation: cancellation));
        }

        if (Load() is { } work)
        {
            Set(work);
        }
    }

    /// <summary>The registrar says what it wants.</summary>
    public void Apply(WorkView work)
    {
        try
        {
            AgentFiles.Replace(file, JsonSerializer.SerializeToUtf8Bytes(work, ContractJson.Default.WorkView));
            health.Set("state", null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            health.Set("state", failure.Message);
        }

        Set(work);
    }

    /// <summary>Something that all nodes depend on has changed.</summary>
    public void Look()
    {
        lock (gate)
        {
            foreach ((NodeKeeper keeper, _) in keepers.Values)
            {
                keeper.Look();
            }
        }
    }

    /// <summary>Keeps nothing any more; what runs goes on running.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        (NodeKeeper Keeper, Task Task)[] all;
        lock (gate)
        {
            all = [.. keepers.Values];
        }

        foreach ((NodeKeeper keeper, Task task) in all)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            keeper.Dispose();
        }

        end.Dispose();
    }

    private Task RecoverAsync(CancellationToken cancellation) => TryAsync("recovery", async () =>
    {
        foreach (string plan in await parts.Driver.RecoverAsync(RecoveryScope.Unfinished, cancellation: cancellation))
        {
            parts.Log.Warn("node.recovered", ("plan", plan));
        }
    });

    // What cannot be undone stands in its journal; it must not keep the others from being kept.
    private async Task TryAsync(string subject, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (DeploymentException failure)
        {
            health.Set(subject, failure.Message);
        }
    }

    private void Set(WorkView work)
    {
        lock (gate)
        {
            RemoveOver();
            HashSet<string> named = [];
            foreach (WorkVpxi vpxi in work.Vpxis.Take(AgentLimits.Vpxis))
            {
                foreach (WorkNode node in vpxi.Nodes.Take(AgentLimits.Nodes))
                {
                    string plan = NodeFolder.PlanOf(vpxi.Id, node.Name);
                    named.Add(plan);
                    Want(plan, new Wanted(vpxi, node));
                }
            }

            foreach ((string plan, (NodeKeeper keeper, _)) in keepers)
            {
                if (!named.Contains(plan))
                {
                    keeper.Drop();
                }
            }
        }
    }

    private void Want(string plan, Wanted wanted)
    {
        if (!keepers.TryGetValue(plan, out (NodeKeeper Keeper, Task Task) known))
        {
            int number = Enumerable.Range(1, Math.Min(parts.Underlay.Room, AgentLimits.Nodes))
                .Except(keepers.Values.Select(each => each.Keeper.Record.Number))
                .FirstOrDefault();
            health.Set("underlay", number == 0 ? "there is no address left for another node" : null);
            if (number == 0)
            {
                return;
            }

            known = Keep(new NodeRecord(
                wanted.Vpxi.Id, wanted.Node.Name, wanted.Node.Element, plan, number, wanted.Vpxi.End));
        }

        known.Keeper.Want(wanted);
    }

    private (NodeKeeper Keeper, Task Task) Keep(NodeRecord record)
    {
        NodeKeeper keeper = new(record, parts);
        return keepers[record.Plan] = (keeper, Task.Run(() => keeper.RunAsync(end.Token)));
    }

    private void RemoveOver()
    {
        foreach (string plan in keepers.Where(each => each.Value.Task.IsCompleted).Select(each => each.Key).ToList())
        {
            keepers.Remove(plan, out (NodeKeeper Keeper, Task Task) over);
            if (over.Task.IsFaulted)
            {
                parts.Log.Warn("node.keeper", ("plan", plan), ("detail", over.Task.Exception.InnerException?.Message));
            }

            over.Keeper.Dispose();
        }
    }

    private WorkView? Load()
    {
        try
        {
            return AgentFiles.TryRead(file, AgentLimits.StateOctets) is { } octets
                ? JsonSerializer.Deserialize(octets, ContractJson.Default.WorkView)
                : null;
        }
        catch (JsonException damaged)
        {
            parts.Log.Warn("state.damaged", ("file", file), ("detail", damaged.Message));
            return null;
        }
    }
}

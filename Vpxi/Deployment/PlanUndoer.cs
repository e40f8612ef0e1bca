using System.Globalization;

namespace HiperNet.Vpxi.Deployment;

/// <summary>
/// Undoes what a journal speaks of, whether or not it came to be: first it ends every process, then it takes away what
/// was made, the last first. Whoever is killed while undoing is followed by another one that does it again.
/// </summary>
internal sealed class PlanUndoer(Journal journal, Names names, StepReport report)
{
    private readonly HostPrograms programs = new(names.Folder);
    private readonly bool isThisBoot = journal.Records is [{ Boot: { } boot }, ..] && boot == Host.Boot();

    private IEnumerable<JournalRecord> Known => journal.Records.Where(names.IsOurs);

    /// <summary>Asks the nodes to end, and waits for a while.</summary>
    public async Task AskAsync(TimeSpan grace, CancellationToken cancellation)
    {
        RefuseOtherNetwork();
        IEnumerable<string> firsts = Alive().Select(ProcessTable.ChildOf).OfType<int>()
            .Select(process => process.ToString(CultureInfo.InvariantCulture));
        string[] all = [.. firsts];
        bool isFrozen = Groups().Any(Cgroup.IsFrozen);
        if (all.Length > 0 && !isFrozen && grace > TimeSpan.Zero)
        {
            await programs.TryRunAsync("sh", ["-c", "kill -TERM \"$@\"", "kill", .. all], cancellation);
            await Waiting.UntilAsync(() => !Alive().Any(), grace, cancellation);
        }
    }

    /// <summary>Undoes everything, and removes the journal if nothing is left.</summary>
    /// <exception cref="DeploymentException">Something could not be undone; the journal stays.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        RefuseOtherNetwork();
        if (journal.Records.Count > 0)
        {
            SayStopping();
            await KillAsync(cancellation);
        }

        List<string> left = [];
        foreach (JournalRecord record in Known.Reverse())
        {
            try
            {
                await UndoAsync(record, cancellation);
            }
            catch (Exception failure)
                when (failure is DeploymentException or IOException or UnauthorizedAccessException)
            {
                left.Add($"{record.Target}: {failure.Message}");
            }
        }

        if (journal.DamagedLine is int line)
        {
            left.Add($"line {line} of {names.Journal} cannot be read");
        }

        left.AddRange(journal.Records.Where(record => !names.IsOurs(record))
            .Select(record => $"{names.Journal} names {record.Target}, which is not of this plan"));
        if (left.Count > 0)
        {
            throw new DeploymentException(DeploymentFault.Failed, $"not all is undone: {string.Join("; ", left)}");
        }

        journal.Delete();
    }

    private void SayStopping()
    {
        try
        {
            journal.Append(new JournalRecord { Kind = JournalKind.Stopping });
        }
        catch (IOException)
        {
            // A full disk must not keep anything from being undone; that may well be what makes room.
        }
    }

    // Devices are looked for in this program's namespace, and would not be found from another one.
    private void RefuseOtherNetwork()
    {
        if (isThisBoot && Known.Any(record => record.Kind == JournalKind.Device)
            && journal.Records[0].Network is { } network && network != Host.Network() && Host.HasNetwork(network))
        {
            throw new DeploymentException(
                DeploymentFault.Environment, $"the plan was started in another network namespace, {network}");
        }
    }

    private async Task KillAsync(CancellationToken cancellation)
    {
        bool isOver = await Waiting.UntilAsync(
            async () =>
            {
                List<int> left = await LeftAsync(cancellation);
                left.ForEach(ProcessTable.Kill);
                Thaw();
                return left.Count == 0;
            },
            DeploymentLimits.Gone,
            cancellation);
        if (!isOver)
        {
            throw new DeploymentException(DeploymentFault.Failed, "processes of the plan do not end");
        }
    }

    // A frozen process takes the signal when it thaws, and does nothing else before it ends.
    private void Thaw()
    {
        foreach (string group in Groups().Where(Cgroup.CanFreeze))
        {
            try
            {
                Cgroup.Freeze(group, isFrozen: false);
            }
            catch (IOException)
            {
                // It has gone meanwhile.
            }
        }
    }

    private async Task<List<int>> LeftAsync(CancellationToken cancellation)
    {
        HashSet<int> left = [.. Alive(), .. programs.Running(), .. Groups().SelectMany(Cgroup.Processes)];
        foreach (JournalRecord record in Known.Where(each => each.Kind == JournalKind.Namespace && HasNamespace(each)))
        {
            (_, string output, _) = await programs.TryRunAsync("ip", ["netns", "pids", record.Target], cancellation);
            left.UnionWith(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => int.Parse(line, CultureInfo.InvariantCulture)));
        }

        left.Remove(Environment.ProcessId);
        return [.. left];
    }

    private IEnumerable<int> Alive() => Known
        .Where(each => isThisBoot && each.Kind == JournalKind.Process && each.Started != 0
            && ProcessTable.Started(each.Process) == each.Started)
        .Select(each => each.Process);

    private IEnumerable<string> Groups() =>
        Known.Where(record => record.Kind == JournalKind.Cgroup)
            .Select(record => record.Target)
            .Where(Directory.Exists);

    private async Task UndoAsync(JournalRecord record, CancellationToken cancellation)
    {
        Task? undo = record.Kind switch
        {
            JournalKind.Folder when Directory.Exists(record.Target) => RemoveFolder(record.Target),
            JournalKind.Namespace when HasNamespace(record) =>
                programs.RunAsync("ip", ["netns", "del", record.Target], cancellation),
            JournalKind.Device => RemoveDeviceAsync(record.Target, cancellation),
            JournalKind.Cgroup when Directory.Exists(record.Target) => RemoveGroupAsync(record.Target, cancellation),
            _ => null,
        };
        if (undo is not null)
        {
            report.Say($"undo {record.Target}", isDone: false);
            await undo;
            report.Say($"undo {record.Target}", isDone: true);
        }
    }

    private static bool HasNamespace(JournalRecord record) => File.Exists($"/run/netns/{record.Target}");

    private static Task RemoveFolder(string folder)
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    // Removing one end of a cable removes the other one, so that it may be gone without an own step.
    private async Task RemoveDeviceAsync(string device, CancellationToken cancellation)
    {
        (int code, _, _) = await programs.TryRunAsync("ip", ["link", "show", "dev", device], cancellation);
        if (code == 0)
        {
            await programs.RunAsync("ip", ["link", "del", "dev", device], cancellation);
        }
    }

    // The kernel lets go of a group a moment after its last process.
    private static async Task RemoveGroupAsync(string group, CancellationToken cancellation)
    {
        IOException? failure = null;
        bool isGone = await Waiting.UntilAsync(
            () => TryRemove(group, out failure), DeploymentLimits.Gone, cancellation);
        if (!isGone)
        {
            throw new DeploymentException(
                DeploymentFault.Failed, $"the control group stays: {failure?.Message}", failure);
        }
    }

    private static bool TryRemove(string group, out IOException? failure)
    {
        failure = null;
        try
        {
            Directory.Delete(group);
            return true;
        }
        catch (IOException busy)
        {
            failure = busy;
            return !Directory.Exists(group);
        }
    }
}

using System.Globalization;
using System.Net;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Deployment;

/// <summary>
/// Runs nodes as processes in network, mount, PID, IPC and host name namespaces of their own. All that it knows of a
/// plan is in the plan's journal, so that several programs, one after the other, may use it.
/// </summary>
public sealed class NamespaceDriver : IDeploymentDriver
{
    private const string JournalEnd = ".journal";
    private readonly string state;
    private readonly TimeSpan grace;

    /// <summary>Makes a driver.</summary>
    /// <param name="state">The folder of journals, a whole path, for root alone; it is made if it is not there.</param>
    /// <param name="grace">How long a node has to end after it was asked to, before it is killed.</param>
    /// <exception cref="ArgumentException">The path is not whole, or has a character of overlays' options.</exception>
    public NamespaceDriver(string state, TimeSpan grace)
    {
        if (!Path.IsPathFullyQualified(state) || state.AsSpan().IndexOfAny(",:\\\n ") >= 0)
        {
            throw new ArgumentException("The folder is a whole path without spaces, commas and colons.", nameof(state));
        }

        (this.state, this.grace) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(state)), grace);
    }

    /// <inheritdoc/>
    public async Task StartAsync(
        DeploymentPlan plan, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellation = default)
    {
        Names names = new(state, plan.Id);
        Preflight.Check(plan);
        using Journal journal = Begin(names, plan.Id);
        StepReport report = new(progress);
        try
        {
            report.Say("journal", isDone: true);
            await Preflight.CheckNamesAsync(plan, names, cancellation);
            await new PlanStarter(plan, names, state, journal, report).RunAsync(cancellation);
        }
        catch (Exception failure)
        {
            report.Say($"undo what was done: {failure.Message}", isDone: false);
            await new PlanUndoer(journal, names, report).RunAsync(CancellationToken.None);
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw new DeploymentException(DeploymentFault.Failed, failure.Message, failure);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> StopAsync(
        string plan, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellation = default)
    {
        using Journal? journal = await OpenAsync(plan, isAlone: true, cancellation);
        if (journal is null)
        {
            return false;
        }

        PlanUndoer undoer = new(journal, new Names(state, plan), new StepReport(progress));
        await undoer.AskAsync(grace, cancellation);
        await undoer.RunAsync(cancellation);
        return true;
    }

    /// <inheritdoc/>
    public async Task SuspendAsync(string plan, string node, CancellationToken cancellation = default)
    {
        using Journal journal = await ReadAsync(plan, cancellation);
        await new NodeView(journal, new Names(state, plan), node).FreezeAsync(isFrozen: true, cancellation);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(string plan, string node, CancellationToken cancellation = default)
    {
        using Journal journal = await ReadAsync(plan, cancellation);
        await new NodeView(journal, new Names(state, plan), node).FreezeAsync(isFrozen: false, cancellation);
    }

    /// <inheritdoc/>
    public async Task<NodeStatus> InspectAsync(string plan, string node, CancellationToken cancellation = default)
    {
        using Journal journal = await ReadAsync(plan, cancellation);
        return new NodeView(journal, new Names(state, plan), node).Status();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(
        string plan, string node, CancellationToken cancellation = default)
    {
        using Journal journal = await ReadAsync(plan, cancellation);
        Names names = new(state, plan);
        return await new NodeView(journal, names, node).AddressesAsync(new HostPrograms(names.Folder), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> EnterAsync(
        string plan, string node, IReadOnlyList<string> command, CancellationToken cancellation = default)
    {
        using Journal journal = await ReadAsync(plan, cancellation);
        int process = new NodeView(journal, new Names(state, plan), node).First
            ?? throw new DeploymentException(DeploymentFault.Failed, $"node {node} does not run");
        return
        [
            HostPrograms.Find("nsenter"), "--target", process.ToString(CultureInfo.InvariantCulture),
            "--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd", "--", .. command,
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Plans() => !Directory.Exists(state)
        ? []
        :
        [
            .. Directory.EnumerateFiles(state, "*" + JournalEnd)
                .Select(file => Path.GetFileName(file)[..^JournalEnd.Length])
                .Where(plan => DeploymentRules.IsLabel(plan, DeploymentRules.IdLength))
                .Order(StringComparer.Ordinal),
        ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> RecoverAsync(
        RecoveryScope scope,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        List<string> undone = [];
        List<DeploymentException> failures = [];
        foreach (string plan in Plans())
        {
            try
            {
                if (await RecoverAsync(plan, scope, new StepReport(progress), cancellation))
                {
                    undone.Add(plan);
                }
            }
            catch (DeploymentException failure)
            {
                failures.Add(failure);
            }
        }

        return failures.Count == 0
            ? undone
            : throw new DeploymentException(
                failures[0].Fault, string.Join("; ", failures.Select(failure => failure.Message)), failures[0]);
    }

    private static DeploymentException Busy(string plan, IOException failure) =>
        new(DeploymentFault.Busy, $"another program works on {plan}", failure);

    // Who works on a plan is alive, so that nothing of it is to be recovered.
    private async Task<bool> RecoverAsync(
        string plan, RecoveryScope scope, StepReport report, CancellationToken cancellation)
    {
        Journal? opened;
        try
        {
            opened = await OpenAsync(plan, isAlone: true, cancellation);
        }
        catch (DeploymentException busy) when (busy.Fault == DeploymentFault.Busy && scope == RecoveryScope.Unfinished)
        {
            return false;
        }

        using Journal? journal = opened;
        if (journal is null || (journal.IsComplete && scope == RecoveryScope.Unfinished))
        {
            return false;
        }

        await new PlanUndoer(journal, new Names(state, plan), report).RunAsync(cancellation);
        return true;
    }

    private Journal Begin(Names names, string plan)
    {
        MakeState();
        try
        {
            return Journal.Create(names.Journal);
        }
        catch (IOException failure) when (File.Exists(names.Journal))
        {
            throw new DeploymentException(DeploymentFault.Exists, $"{plan} is there: stop it, or recover it", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(DeploymentFault.Environment, $"no journal: {failure.Message}", failure);
        }
    }

    private void MakeState()
    {
        if (!OperatingSystem.IsWindows() && !Directory.Exists(state))
        {
            Directory.CreateDirectory(state, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<Journal> ReadAsync(string plan, CancellationToken cancellation) =>
        await OpenAsync(plan, isAlone: false, cancellation)
        ?? throw new DeploymentException(DeploymentFault.Unknown, $"there is no plan {plan}");

    private async Task<Journal?> OpenAsync(string plan, bool isAlone, CancellationToken cancellation)
    {
        if (!DeploymentRules.IsLabel(plan, DeploymentRules.IdLength))
        {
            throw new DeploymentException(DeploymentFault.Unknown, "a plan's name is a label");
        }

        Journal? journal = null;
        IOException? failure = null;
        bool isOver = await Waiting.UntilAsync(
            () => TryOpen(Names.JournalOf(state, plan), isAlone, out journal, out failure),
            DeploymentLimits.Busy,
            cancellation);
        return isOver ? journal : throw Busy(plan, failure!);
    }

    private static bool TryOpen(string path, bool isAlone, out Journal? journal, out IOException? failure)
    {
        (journal, failure) = (null, null);
        try
        {
            journal = Journal.Open(path, isAlone);
            return true;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (InvalidDataException damaged)
        {
            throw new DeploymentException(DeploymentFault.Failed, damaged.Message, damaged);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new DeploymentException(DeploymentFault.Environment, refused.Message, refused);
        }
        catch (IOException busy)
        {
            failure = busy;
            return false;
        }
    }
}

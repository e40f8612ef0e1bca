using System.Diagnostics;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Agent.Work;

/// <summary>
/// Lets users in by ssh: the key of each whose chain holds stands in the node's list of keys, until it does not. Then
/// the key goes, and sessions are closed; who may still come connects again.
/// </summary>
internal sealed class NodeLogins(KeeperParts parts, NodeRecord record, string node)
{
    private const int MostUsers = 256;
    private const string Close = """
        for each in /proc/[0-9]*; do
          name=$(tr '\0' ' ' <"$each/cmdline" 2>/dev/null)
          case $name in
            "sshd: /"*) ;;
            "sshd: "* | "sshd-session: "*) kill -KILL "${each#/proc/}" ;;
          esac
        done
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private string? written;
    private int process;

    /// <summary>Brings the node's list up to date.</summary>
    /// <param name="first">The node's first process, as this machine counts.</param>
    /// <param name="vpxi">The infrastructure.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <returns>The instant at which it is to be looked at again.</returns>
    /// <exception cref="DeploymentException">The node does not take it.</exception>
    public async Task<DateTimeOffset> SetAsync(int first, WorkVpxi vpxi, CancellationToken cancellation)
    {
        DateTimeOffset until = DateTimeOffset.MaxValue;
        SortedSet<string> lines = new(StringComparer.Ordinal);
        foreach (PublicKey user in vpxi.Members.Take(AgentLimits.Members).Select(UserOf).OfType<PublicKey>()
            .Take(MostUsers))
        {
            Verdict verdict = parts.Judge.DecideLogin(record.Element, vpxi, user.Principal);
            if (verdict.IsGranted)
            {
                lines.Add(OpenSsh.Export(user, user.Principal.ToString()));
                until = verdict.Until < until ? verdict.Until : until;
            }
        }

        string text = string.Concat(lines.Select(line => line + "\n"));
        if (process != first || text != written)
        {
            await WriteAsync(text, cancellation);
            (process, written) = (first, text);
        }

        return until;
    }

    // Of members, a user is named by his principal, and a node by its name in the description.
    private static PublicKey? UserOf(WorkMember member) =>
        CanonicalParser.TryParse(member.Key, limits: null, out SexpNode? form, out _)
        && PublicKey.TryParse(form, out PublicKey? key, out _)
        && member.Name == key.Principal.ToString()
            ? key
            : null;

    // What is run is the node's own shell, in the node; what it is told is no secret.
    private async Task WriteAsync(string text, CancellationToken cancellation)
    {
        string script = $"""
            umask 077
            cat >{NodePlan.Keys}.new || exit 1
            gone=no
            if [ -f {NodePlan.Keys} ]; then
              while read -r line; do
                grep -qxF "$line" {NodePlan.Keys}.new || gone=yes
              done <{NodePlan.Keys}
            fi
            mv -f {NodePlan.Keys}.new {NodePlan.Keys} || exit 1
            [ $gone = no ] && exit 0
            {Close}
            exit 0
            """;
        IReadOnlyList<string> command =
            await parts.Driver.EnterAsync(record.Plan, node, ["sh", "-c", script], cancellation);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using Process shell = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            await shell.StandardInput.WriteAsync(text.AsMemory(), patience.Token);
            shell.StandardInput.Close();
            await shell.WaitForExitAsync(patience.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
        }

        if (!shell.HasExited || shell.ExitCode != 0)
        {
            throw new DeploymentException(DeploymentFault.Failed, "the node takes no list of users' keys");
        }
    }
}

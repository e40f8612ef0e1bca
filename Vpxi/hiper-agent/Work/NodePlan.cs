using System.Text;
using HiperNet.Agent.Configuration;
using HiperNet.Agent.Discovery;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Deployment;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Agent.Work;

/// <summary>Makes the deployment plan of a node, with the files that its daemon reads.</summary>
internal sealed class NodePlan(AgentSettings settings, Underlay underlay)
{
    /// <summary>Where the node's daemon listens, in the node.</summary>
    public const string Socket = "/run/hiper/hipd.sock";

    /// <summary>The keys of the users who may log in, in the node.</summary>
    public const string Keys = "/etc/hiper/authorized_keys";

    private const string Programs = "/opt/hiper";
    private const string Folder = "/etc/hiper";
    private const int MillisOfCore = 1_000;

    /// <summary>What a node may take that was granted no memory by name: 256 MiB.</summary>
    private const long UnaskedMemory = 256L << 20;

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    /// <summary>
    /// A node is a machine: it stays when the command that it began with has ended, until its window does.
    /// </summary>
    private const string Script = """
        trap 'kill -TERM $job 2>/dev/null; wait $job; exit 0' TERM
        job=
        if [ -f /etc/hiper/sshd_config ] && [ -x /usr/sbin/sshd ]; then
          mkdir -p /run/sshd
          ssh-keygen -q -t ed25519 -N '' -f /etc/hiper/ssh_host_key </dev/null
          /usr/sbin/sshd -f /etc/hiper/sshd_config -E /var/log/sshd.log
        fi
        if [ -n "$1" ]; then
          sh -c "$1" &
          job=$!
          wait $job
          echo "the command ended with $?"
        fi
        while :; do
          sleep 3600 &
          job=$!
          wait $job
        done
        """;

    /// <summary>The plan.</summary>
    /// <param name="record">The node.</param>
    /// <param name="slot">What the resource has.</param>
    /// <param name="vpxi">The infrastructure.</param>
    /// <param name="node">What was granted.</param>
    /// <param name="files">The node's folder.</param>
    /// <exception cref="DeploymentException">What is asked for cannot be run here; the message says why.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public DeploymentPlan Of(NodeRecord record, Slot slot, WorkVpxi vpxi, WorkNode node, NodeFolder files)
    {
        Node? described = Described(vpxi.Document, node.Name);
        WriteFiles(vpxi, files);
        long storage = Granted(node, "storage", slot.StorageBytes, 0);
        long memory = Granted(node, "memory", slot.MemoryBytes, Math.Min(slot.MemoryBytes, UnaskedMemory));
        long cores = Granted(node, "cores", slot.Cores, 1);
        string name = NodeFolder.LabelOf(node.Name, DeploymentRules.NameLength);
        return new DeploymentPlan
        {
            Id = record.Plan,
            Nodes =
            [
                new DeploymentNode
                {
                    Name = name,
                    Root = RootOf(described?.Image),
                    CpuMillis = (int)Math.Max(cores * MillisOfCore, DeploymentRules.LeastCpuMillis),
                    MemoryBytes = memory + PoolOffer.DaemonBytes + storage,
                    DiskBytes = Math.Max(storage, DeploymentRules.DefaultDisk),
                    Command = ["sh", "-c", Script, "node", described?.Command ?? ""],
                    Environment = new Dictionary<string, string> { ["HIPER_VPXI"] = vpxi.Id, ["HIPER_NODE"] = name },
                    Hipd = new DeploymentHipd($"{Programs}/hipd", $"{Folder}/hipd.yaml", Socket),
                    Files = [.. FilesOf(files)],
                },
            ],
            Links =
            [
                new DeploymentLink
                {
                    Name = "underlay",
                    HostAddress = underlay.Machine(record.Number),
                    Ends =
                    [
                        new DeploymentEnd
                        {
                            Node = name,
                            Interface = "eth0",
                            Addresses = [underlay.Node(record.Number)],
                            Gateway = underlay.Machine(record.Number).Address,
                        },
                    ],
                },
            ],
        };
    }

    // The registrar books what was offered; a resource does not take its word for it.
    private static long Granted(WorkNode node, string capacity, long most, long otherwise)
    {
        long amount = node.Amounts.GetValueOrDefault(capacity, otherwise);
        return amount >= 0 && amount <= most ? amount : throw new DeploymentException(
            DeploymentFault.Invalid, $"{amount} of {capacity} are asked for, and {node.Element} has {most}");
    }

    // What is described is the owner's: it names nothing of this machine but an image.
    private static Node? Described(string document, string name)
    {
        ReadResult read =
            VxdlDocument.Read(Encoding.UTF8.GetBytes(document), new Dictionary<string, string>());
        return read.Description is { } description
            ? Expansion.Expand(description, out _).Nodes.FirstOrDefault(node => node.Id == name)
            : null;
    }

    private string RootOf(string? image) => image is null
        ? settings.Nodes.Root
        : settings.Nodes.Images.GetValueOrDefault(image)
            ?? throw new DeploymentException(DeploymentFault.Invalid, $"there is no image {image} here");

    private void WriteFiles(WorkVpxi vpxi, NodeFolder files)
    {
        string network = Authority.NetworkOf(vpxi);
        PublicKey authority = Authority.KeyOf(vpxi, settings.Registrar)
            ?? throw new DeploymentException(DeploymentFault.Invalid, "the network's authority is no key");
        if (!network.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            throw new DeploymentException(DeploymentFault.Invalid, "the infrastructure's name is none");
        }

        KeyFile.Save(files["registrar.key"], authority.Sexp, overwrite: true);
        AgentFiles.Replace(files["hipd.yaml"], Encoding.UTF8.GetBytes($$"""
            identities: [{key: host.key}]
            policy: {mode: certificates, vpxis: ["{{network}}"], roots: [registrar.key]}
            control: {socket: {{Socket}}}

            """));

        // It listens on the tag alone, so that who comes has come through HIP and its policy.
        AgentFiles.Replace(files["sshd_config"], Encoding.UTF8.GetBytes($$"""
            ListenAddress [{{HostNames.HitOf(files.Key())}}]:22
            HostKey /etc/hiper/ssh_host_key
            AuthorizedKeysFile {{Keys}}
            StrictModes no
            PermitRootLogin prohibit-password
            AuthenticationMethods publickey
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            UsePAM no
            PidFile none
            Subsystem sftp internal-sftp

            """));
    }

    private IEnumerable<DeploymentFile> FilesOf(NodeFolder files)
    {
        foreach (string file in Directory.EnumerateFiles(settings.Nodes.Hipd))
        {
            yield return new DeploymentFile(file, $"{Programs}/{Path.GetFileName(file)}", Executable);
        }

        string[] ssh = settings.Nodes.Ssh ? ["sshd_config"] : [];
        foreach (string name in (string[])["host.key", "registrar.key", "hipd.yaml", .. ssh])
        {
            yield return new DeploymentFile(files[name], $"{Folder}/{name}");
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Bench;

/// <summary>An etcd and replicas of a registrar as processes, and clients of them.</summary>
internal sealed class LoadRig : IAsyncDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("hb-").FullName;
    private readonly PrivateKey admin = PrivateKey.Generate(KeyAlgorithm.P256);
    private readonly List<Process> processes = [];
    private readonly List<Uri> servers = [];
    private string principal = "";
    private string agreement = "";

    /// <summary>The processes of the registrar, without etcd.</summary>
    public IEnumerable<Process> Replicas => processes.Skip(1);

    /// <summary>The addresses of the replicas.</summary>
    public IReadOnlyList<Uri> Servers => servers;

    /// <summary>The registrar's principal.</summary>
    public Principal Registrar => Principal.Of(Convert.FromHexString(principal));

    /// <summary>Starts all of it, with an agreement.</summary>
    public static async Task<LoadRig> StartAsync(int replicas)
    {
        LoadRig rig = new();
        using PrivateKey root = PrivateKey.Generate(KeyAlgorithm.P256);
        KeyFile.Save(Path.Combine(rig.place, "registrar.key"), root.ToSexp());
        KeyFile.Save(Path.Combine(rig.place, "admin.pub"), rig.admin.Public.Sexp);
        int port = 20_000 + (System.Environment.ProcessId % 20_000);
        rig.Start("etcd", "--data-dir", Path.Combine(rig.place, "etcd"), "--log-level", "error",
            "--listen-client-urls", Url(port), "--advertise-client-urls", Url(port),
            "--listen-peer-urls", Url(port + 1), "--initial-advertise-peer-urls", Url(port + 1),
            "--initial-cluster", $"default={Url(port + 1)}");
        _ = rig.processes[0].StandardError.BaseStream.CopyToAsync(Stream.Null);
        for (int i = 0; i < replicas; i++)
        {
            await rig.StartReplicaAsync(i, Url(port));
        }

        using RegistrarClient client = rig.Client(rig.admin, 0);
        rig.agreement = Must(await client.SetAgreementAsync("Do no harm.")).Hash;
        return rig;
    }

    /// <summary>A client of one replica; the key's owner disposes of the key.</summary>
    public RegistrarClient Client(PrivateKey key, int replica) => new(new RegistrarOptions(
        principal,
        [servers[replica % servers.Count]],
        new SpkiMessageSigner(key),
        key.Public.Sexp.Canonical,
        octets => TlsIdentity.Is(Registrar, octets)));

    /// <summary>Gives a key an account.</summary>
    public async Task AdmitAsync(PrivateKey key)
    {
        using RegistrarClient admins = Client(admin, 0);
        InvitationView invitation = Must(await admins.InviteAsync(3600));
        SexpList agreed = SexpList.Of("agreed", new SexpAtom(Convert.FromHexString(agreement)));
        byte[] acceptance = Grant(key, Registrar, agreed, Delegation.None);
        using RegistrarClient own = Client(key, 0);
        Must(await own.RegisterAsync(new AccountRequest(
            key.Public.Sexp.Canonical, "Ann", "Hospital", "ann@hospital.example", acceptance, invitation.Token)));
    }

    /// <summary>What a key grants, as it is sent.</summary>
    public static byte[] Grant(PrivateKey issuer, Principal subject, SexpList text, Delegation delegation)
    {
        if (!TagExpression.TryParse(text, out TagExpression? tag, out TagFault fault))
        {
            throw new InvalidOperationException($"{fault}");
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            issuer.Public.Principal,
            new KeySubject(subject),
            tag,
            delegation,
            Validity.Between(SpkiTime.From(now.AddMinutes(-5)), SpkiTime.From(now.AddHours(1))));
        return Sequence.Create(new KeyObject(issuer.Public), certificate, Signature.Create(certificate, issuer))
            .Node.Canonical.ToArray();
    }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static T Must<T>(ApiAnswer<T> answer)
        where T : class => answer.Value
            ?? throw new InvalidOperationException($"{answer.Problem?.Code}: {answer.Problem?.Detail}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Process process in Enumerable.Reverse(processes))
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        admin.Dispose();
        Directory.Delete(place, recursive: true);
    }

    private static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private Process Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Process process = Process.Start(start)!;
        processes.Add(process);
        return process;
    }

    private async Task StartReplicaAsync(int number, string etcd)
    {
        string program = Path.Combine(
            AppContext.BaseDirectory, "..", "..", "hiper-registrar", "release", "hiper-registrar");
        Process process = Start(
            Path.GetFullPath(program), "--name", "load", "--data", Path.Combine(place, $"r{number}"), "--etcd", etcd,
            "--key", Path.Combine(place, "registrar.key"), "--admin", Path.Combine(place, "admin.pub"),
            "--listen", "127.0.0.1:0", "--requests-per-second", "100000", "--patience-seconds", "3600");
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(" registrar.ready ", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                (principal, _) = (words[5], _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null));
                servers.Add(new Uri(words[8]));
                return;
            }
        }

        throw new InvalidOperationException("the registrar does not start; build it first");
    }
}

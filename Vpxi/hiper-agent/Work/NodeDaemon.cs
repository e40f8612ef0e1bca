using System.Globalization;
using System.Net;
using HiperNet.HipStack.Control;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Agent.Work;

/// <summary>Tells the HIP daemon of a running node what it did not know yet.</summary>
internal sealed class NodeDaemon(TimeProvider time)
{
    private const int ObjectsAtOnce = 64;
    private const int OctetsAtOnce = 256 << 10;

    private readonly HashSet<string> certificates = [];
    private readonly HashSet<string> lists = [];
    private readonly Dictionary<IPAddress, string> hosts = [];
    private int process;

    /// <summary>Tells it; what it was told before is not told again.</summary>
    /// <param name="first">The node's first process, as this machine counts.</param>
    /// <param name="own">The node's own tag, which is no peer.</param>
    /// <param name="sequences">Certificates.</param>
    /// <param name="revocations">Revocation lists.</param>
    /// <param name="members">Who takes part.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="ControlException">
    /// The daemon is not there, or refuses; it is told again the next time.
    /// </exception>
    public async Task TellAsync(
        int first,
        IPAddress own,
        IEnumerable<ReadOnlyMemory<byte>> sequences,
        IReadOnlyList<byte[]> revocations,
        IEnumerable<WorkMember> members,
        CancellationToken cancellation)
    {
        Forget(first);
        byte[][] newLists = [.. revocations.Where(list => !lists.Contains(NameOf(list)))];
        byte[][] newCertificates =
        [
            .. sequences.Where(each => each.Length <= AgentLimits.CertificateOctets)
                .Select(each => each.ToArray()).Where(each => !certificates.Contains(NameOf(each))),
        ];
        HostEntry[] newHosts = [.. members.Select(EntryOf).OfType<HostEntry>().Where(host => IsNew(host, own))];
        if (newLists.Length + newCertificates.Length + newHosts.Length == 0)
        {
            return;
        }

        await using ControlClient client = await ConnectAsync(first, cancellation);
        foreach (byte[] list in newLists)
        {
            await client.AddRevocationsAsync([list], cancellation);
            lists.Add(NameOf(list));
        }

        foreach (byte[][] some in Portions(newCertificates))
        {
            await client.AddCertificatesAsync(some, cancellation);
            certificates.UnionWith(some.Select(NameOf));
        }

        foreach (HostEntry host in newHosts)
        {
            await client.AddHostAsync(host, cancellation);
            hosts[host.Hit] = PlacesOf(host);
        }
    }

    private void Forget(int first)
    {
        if (process != first)
        {
            certificates.Clear();
            lists.Clear();
            hosts.Clear();
            process = first;
        }
    }

    private bool IsNew(HostEntry host, IPAddress own) =>
        !host.Hit.Equals(own) && hosts.GetValueOrDefault(host.Hit) != PlacesOf(host);

    private static string PlacesOf(HostEntry host) => $"{host.Name} {string.Join(' ', host.Addresses)}";

    private static string NameOf(byte[] octets) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(octets));

    private static IEnumerable<byte[][]> Portions(byte[][] all)
    {
        List<byte[]> portion = [];
        foreach (byte[] each in all)
        {
            if (portion.Count == ObjectsAtOnce || portion.Sum(other => other.Length) + each.Length > OctetsAtOnce)
            {
                yield return [.. portion];
                portion.Clear();
            }

            portion.Add(each);
        }

        if (portion.Count > 0)
        {
            yield return [.. portion];
        }
    }

    // The tag is made of the key: what somebody says that it is does not count.
    private static HostEntry? EntryOf(WorkMember member) =>
        CanonicalParser.TryParse(member.Key, limits: null, out SexpNode? node, out _)
        && PublicKey.TryParse(node, out PublicKey? key, out _)
            ? new HostEntry
            {
                Hit = HostNames.HitOf(key),
                Name = member.Name.Length <= ControlLimits.MaxName ? member.Name : null,
                Addresses =
                [
                    .. member.Addresses.Take(ControlLimits.MaxAddresses)
                        .Select(text => IPEndPoint.TryParse(text, out IPEndPoint? place) ? place : null)
                        .OfType<IPEndPoint>(),
                ],
            }
            : null;

    // The node's root may be anything by now; a link in it would lead to a socket of this machine.
    private async Task<ControlClient> ConnectAsync(int first, CancellationToken cancellation)
    {
        string root = string.Create(CultureInfo.InvariantCulture, $"/proc/{first}/root");
        string path = root;
        foreach (string part in NodePlan.Socket.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path += "/" + part;
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new ControlException(ControlFault.Refused, "the way to the node's daemon is a symbolic link");
            }
        }

        return await ControlClient.ConnectAsync(path, AgentLimits.Daemon, time, cancellation);
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Bench;

/// <summary>
/// Many hosts that all begin an exchange with one daemon, from several addresses of this machine over UDP. They leave
/// their associations there, so that the daemon's memory can be looked at.
/// </summary>
internal sealed class Crowd : IDisposable
{
    private const int Port = 10500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<Member> members;
    private readonly IPAddress peer;
    private readonly byte[] datagram = new byte[ushort.MaxValue];
    private int opened;

    /// <summary>Opens the sockets and makes the keys.</summary>
    /// <param name="peer">Where the daemon is.</param>
    /// <param name="addresses">This machine's addresses.</param>
    /// <param name="each">How many hosts each address has.</param>
    public Crowd(IPAddress peer, IEnumerable<IPAddress> addresses, int each)
    {
        this.peer = peer;
        members = [.. addresses.Select(address => new Member(address, each))];
    }

    /// <summary>crowd PEER HIT FIRST-ADDRESS ADDRESSES HOSTS-OF-EACH; prints how many got in, and how fast.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not [string peer, string hit, string first, string addresses, string each]
            || !Hit.TryParse(hit, out Hit server))
        {
            Console.Error.WriteLine("crowd PEER HIT FIRST-ADDRESS ADDRESSES HOSTS-OF-EACH");
            return 2;
        }

        byte[] address = IPAddress.Parse(first).GetAddressBytes();
        IEnumerable<IPAddress> all = Enumerable
            .Range(address[3], int.Parse(addresses, System.Globalization.CultureInfo.InvariantCulture))
            .Select(last => new IPAddress([.. address[..3], (byte)last]));
        using Crowd crowd = new(
            IPAddress.Parse(peer), all, int.Parse(each, System.Globalization.CultureInfo.InvariantCulture));
        TimeSpan time = crowd.Connect(server);
        Console.WriteLine(FormattableString.Invariant(
            $"{crowd.opened} {time.TotalSeconds:F2} {crowd.opened / time.TotalSeconds:F0}"));
        return crowd.opened == crowd.members.Sum(member => member.Keys.Count) ? 0 : 1;
    }

    /// <inheritdoc/>
    public void Dispose() => members.ForEach(member => member.Dispose());

    private TimeSpan Connect(Hit server)
    {
        Stopwatch watch = Stopwatch.StartNew();
        foreach (Member member in members)
        {
            Path path = new(
                Encapsulation.Udp, new IPEndPoint(member.Address, Port), new IPEndPoint(peer, Port));
            foreach (HostKey key in member.Keys)
            {
                member.Engine.Connect(watch.Elapsed, new ConnectRequest(key.Hit, server, [path], []));
                Drain(member, watch);
            }
        }

        int all = members.Sum(member => member.Keys.Count);
        while (opened < all && watch.Elapsed < Patience)
        {
            Turn(watch);
        }

        return watch.Elapsed;
    }

    private void Turn(Stopwatch watch)
    {
        List<Socket> ready = [.. members.Select(member => member.Socket)];
        Socket.Select(ready, null, null, TimeSpan.FromMilliseconds(20));
        foreach (Member member in members)
        {
            while (ready.Contains(member.Socket) && member.Socket.Available > 0)
            {
                Receive(member, watch);
            }

            member.Engine.Tick(watch.Elapsed);
            Drain(member, watch);
        }
    }

    private void Receive(Member member, Stopwatch watch)
    {
        EndPoint source = new IPEndPoint(IPAddress.Any, 0);
        int length = member.Socket.ReceiveFrom(datagram, ref source);
        if (UdpFraming.Strip(datagram.AsSpan(0, length), out ReadOnlySpan<byte> packet) == UdpPayload.Hip)
        {
            Path path = new(Encapsulation.Udp, new IPEndPoint(member.Address, Port), (IPEndPoint)source);
            member.Engine.Receive(watch.Elapsed, path, packet);
            Drain(member, watch);
        }
    }

    private void Drain(Member member, Stopwatch watch)
    {
        while (member.Engine.TryTake(out Effect? effect))
        {
            switch (effect)
            {
                case SendPacket send:
                    int length = UdpFraming.Add(send.Octets.Span, datagram);
                    member.Socket.SendTo(datagram.AsSpan(0, length), send.Path.Remote);
                    break;
                case AuthorisationRequest question:
                    member.Engine.Authorise(watch.Elapsed, question, Verdict.Granted(until: null, "a benchmark"));
                    break;
                case PuzzleRequest puzzle:
                    member.Engine.PuzzleSolved(watch.Elapsed, puzzle, puzzle.Solve());
                    break;
                case AssociationUp:
                    opened++;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The hosts at one address.</summary>
    private sealed class Member : IDisposable
    {
        public Member(IPAddress address, int hosts)
        {
            Address = address;
            Keys = [.. Enumerable.Range(0, hosts).Select(_ => HostKey.Generate(HostKeyType.P256))];
            Engine = new HipEngine(
                new EngineOptions { R1Refresh = TimeSpan.FromHours(1) }, Keys, new SystemRandomSource());
            Socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            Socket.Bind(new IPEndPoint(address, Port));
        }

        public IPAddress Address { get; }

        public IReadOnlyList<HostKey> Keys { get; }

        public HipEngine Engine { get; }

        public Socket Socket { get; }

        public void Dispose()
        {
            Socket.Dispose();
            Engine.Dispose();
            Array.ForEach([.. Keys], key => key.Dispose());
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>A file of tests/data/hip or spec/vectors/hip, and engines that stand in for either of its hosts.</summary>
[SuppressMessage(
    "Reliability", "CA2000:Dispose objects before losing scope", Justification = "What is recorded holds nothing.")]
internal sealed class RecordedExchange
{
    private const int UdpPort = 10500;

    private readonly Dictionary<PacketType, (byte[] Octets, HipStack.Association.Path Path)> packets = [];
    private readonly byte[] secret;

    public RecordedExchange(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement root = document.RootElement;
        secret = Hex(root.GetProperty("dh_shared_secret"));
        foreach (JsonElement entry in root.GetProperty("packets").EnumerateArray())
        {
            if (entry.GetProperty("protocol").GetInt32() == 139)
            {
                byte[] octets = Hex(entry.GetProperty("hex"));
                packets[(PacketType)octets[2]] = (octets, PathOf(entry));
            }
        }

        byte[][] keys = [.. root.GetProperty("keymat").EnumerateArray().Select(entry => Hex(entry.GetProperty("key")))];
        Keymat = IsAead ? [.. keys[..4], keys[4], [], keys[5], []] : keys;
        Initiator = HitOf(PacketType.I1);
        Responder = HitOf(PacketType.R1);
    }

    /// <summary>The keys in the order in which they are drawn: four of HIP, four of ESP.</summary>
    public IReadOnlyList<byte[]> Keymat { get; }

    public Hit Initiator { get; }

    public Hit Responder { get; }

    public byte[] this[PacketType type] => packets[type].Octets;

    public HipStack.Association.Path PathTo(PacketType type) => packets[type].Path;

    private bool IsAead => EspSuite.TryGet(Suite, out EspSuite? suite) && suite.AuthenticationKeyLength == 0;

    private EspSuiteId Suite => Parameter<EspTransformParameter>(PacketType.I2).Suites.Single();

    public HipPacket Parsed(PacketType type)
    {
        Assert.IsTrue(HipPacket.TryParse(this[type], out HipPacket? packet, out _));
        return packet;
    }

    public T Parameter<T>(PacketType type)
        where T : class, IReadableParameter<T>
    {
        Assert.IsTrue(Parsed(type).TryRead(out T? value));
        return value;
    }

    /// <summary>Whether a recorded packet comes from the initiator.</summary>
    public bool IsFromInitiator(PacketType type) => Parsed(type).Sender == Initiator.ToUInt128();

    /// <summary>An engine in the initiator's place, that has sent an I1.</summary>
    public HipEngine NewInitiator()
    {
        HipEngine engine = New(
            InitiatorIdentity(), ours: PacketType.I2, peers: PacketType.R1, PathTo(PacketType.R1).Local.Address);
        Assert.IsTrue(engine.Connect(
            TimeSpan.Zero, new ConnectRequest(Initiator, Responder, [PathTo(PacketType.R1)], [])));
        return engine;

        HostIdentity InitiatorIdentity()
        {
            HipPacket i2 = Parsed(PacketType.I2);
            if (i2.TryFind(ParameterType.HostId, out HipParameter clear))
            {
                return Identity(clear.Contents);
            }

            Assert.IsTrue(i2.TryFind(ParameterType.Encrypted, out HipParameter sealedId));
            byte[] key = Keymat[Initiator.CompareTo(Responder) > 0 ? 0 : 2];
            Assert.IsTrue(HipCipher.TryDecrypt(
                Cipher, key, sealedId.Contents.Span[4..20], sealedId.Contents.Span[20..], out byte[]? plain));
            Assert.IsTrue(HipParameters.TryParse(plain, out IReadOnlyList<HipParameter> inner, out _));
            return Identity(inner[0].Contents);
        }
    }

    /// <summary>An engine in the responder's place, that offers the recorded R1.</summary>
    public HipEngine NewResponder()
    {
        Assert.IsTrue(Parsed(PacketType.R1).TryFind(ParameterType.HostId, out HipParameter hostId));
        HipEngine engine = New(
            Identity(hostId.Contents), ours: PacketType.R1, peers: PacketType.I2, PathTo(PacketType.I2).Local.Address);
        PuzzleParameter puzzle = Parameter<PuzzleParameter>(PacketType.R1);
        engine.R1s.Add(new RecordedEntry(puzzle.I.ToArray())
        {
            Identity = engine.Context.Identity(Responder)!,
            Group = Group,
            Difficulty = puzzle.K,
            Opaque = puzzle.Opaque,
            Counter = Parsed(PacketType.R1).TryRead(out R1CounterParameter? counter) ? counter.Counter : 0,
            DiffieHellman = engine.Context.NewKey(Group),
            PuzzleKey = [],
            Packet = this[PacketType.R1],
            PuzzleOffset = 0,
            HostIdParameter = hostId.Octets.ToArray(),
            CreatedAt = TimeSpan.Zero,
            OfferedUntil = TimeSpan.FromHours(1),
            AcceptedUntil = TimeSpan.FromHours(1),
        });
        return engine;
    }

    public ControlDrop Give(HipEngine engine, PacketType type) =>
        engine.Receive(TimeSpan.Zero, PathTo(type), this[type]);

    /// <summary>Gives the initiator all up to the R2, except that.</summary>
    public void BringToI2Sent(HipEngine engine)
    {
        Assert.AreEqual(ControlDrop.None, Give(engine, PacketType.R1));
        PuzzleRequest puzzle = Drain(engine).OfType<PuzzleRequest>().Single();
        engine.PuzzleSolved(
            TimeSpan.Zero, puzzle, Parameter<SolutionParameter>(PacketType.I2).J.Span);
        Drain(engine);
    }

    public static List<Effect> Drain(HipEngine engine)
    {
        List<Effect> effects = [];
        while (engine.TryTake(out Effect? effect))
        {
            effects.Add(effect);
        }

        return effects;
    }

    /// <summary>Grants what the engine asks for, and returns what it does then.</summary>
    public static List<Effect> Grant(HipEngine engine)
    {
        AuthorisationRequest question = Drain(engine).OfType<AuthorisationRequest>().Single();
        engine.Authorise(TimeSpan.Zero, question, Verdict.Granted(until: null, "test"));
        return Drain(engine);
    }

    private DhGroup Group => (DhGroup)Parameter<DiffieHellmanParameter>(PacketType.I2).Group;

    private HipCipherId Cipher => Parameter<HipCipherParameter>(PacketType.I2).Ciphers.Single();

    private HipEngine New(HostIdentity identity, PacketType ours, PacketType peers, IPAddress address)
    {
        EngineOptions options = new()
        {
            DhGroups = [Group],
            Ciphers = [Cipher],
            EspSuites = [Suite],
        };
        HipEngine engine = new(options, [new HostKey(new RecordedSigner(identity))], new SystemRandomSource());
        byte[] publicValue = Parameter<DiffieHellmanParameter>(ours).PublicValue.ToArray();
        byte[] peer = Parameter<DiffieHellmanParameter>(peers).PublicValue.ToArray();
        engine.Context.NewKey = group => new SharedKey(
            new DiffieHellman(group, new RecordedAgreement(publicValue, peer, secret)));
        engine.UseLocalAddresses(TimeSpan.Zero, [new LocalAddress(address, 24)]);
        return engine;
    }

    private static HostIdentity Identity(ReadOnlyMemory<byte> contents)
    {
        Assert.IsTrue(HostIdParameter.TryRead(contents, out HostIdParameter? parameter));
        Assert.IsTrue(HostIdentity.TryParse(
            parameter.Algorithm, parameter.HostIdentity.Span, out HostIdentity? identity, out _));
        return identity;
    }

    private Hit HitOf(PacketType type)
    {
        Assert.IsTrue(Hit.TryCreate(Parsed(type).Sender, out Hit hit));
        return hit;
    }

    /// <summary>As the receiver sees it.</summary>
    private static HipStack.Association.Path PathOf(JsonElement entry)
    {
        bool isUdp = entry.TryGetProperty("encapsulation", out _);
        int port = isUdp ? UdpPort : 0;
        return new HipStack.Association.Path(
            isUdp ? Encapsulation.Udp : Encapsulation.Raw,
            new IPEndPoint(IPAddress.Parse(entry.GetProperty("to").GetString()!), port),
            new IPEndPoint(IPAddress.Parse(entry.GetProperty("from").GetString()!), port));
    }

    private static byte[] Hex(JsonElement element) => Convert.FromHexString(element.GetString()!);
}

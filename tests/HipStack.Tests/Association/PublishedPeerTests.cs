using System.Net;
using System.Security.Cryptography;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Tests.Crypto;
using HiperNet.HipStack.Tests.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;
using EnginePath = HiperNet.HipStack.Association.Path;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>
/// What the published implementations send that RFC 7401 does not know, one fault in an otherwise good packet: each
/// is refused under a name that tells the fault.
/// </summary>
[TestClass]
public sealed class PublishedPeerTests
{
    private const int VersionOctet = 3;
    private const int VersionOne = 0x11;
    private const int LengthOctet = 1;

    private static readonly EnginePath Wire = new(
        Encapsulation.Raw,
        new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0),
        new IPEndPoint(IPAddress.Parse("192.0.2.2"), 0));

    [TestMethod]
    [DataRow(PacketType.I1)]
    [DataRow(PacketType.R1)]
    [DataRow(PacketType.I2)]
    [DataRow(PacketType.R2)]
    public void Version_1_is_refused_as_such(PacketType type)
    {
        RecordedExchange recorded = Recorded();
        byte[] octets = [.. recorded[type]];
        octets[VersionOctet] = VersionOne;

        AssertRefused(ControlDrop.UnsupportedVersion, recorded, type, octets);
    }

    [TestMethod]
    public void DIFFIE_HELLMAN_before_DH_GROUP_LIST_is_malformed()
    {
        RecordedExchange recorded = Recorded();

        AssertRefused(ControlDrop.Malformed, recorded, PacketType.R1, Rebuild(recorded, PacketType.R1, parts =>
        {
            int groups = parts.FindIndex(part => part.Type == ParameterType.DhGroupList);
            (parts[groups], parts[groups + 1]) = (parts[groups + 1], parts[groups]);
        }));
    }

    [TestMethod]
    [DataRow(PacketType.R1)]
    [DataRow(PacketType.I2)]
    public void A_packet_without_TRANSPORT_FORMAT_LIST_lacks_a_parameter(PacketType type)
    {
        RecordedExchange recorded = Recorded();

        AssertRefused(ControlDrop.BadParameter, recorded, type, Rebuild(
            recorded, type, parts => parts.RemoveAll(part => part.Type == ParameterType.TransportFormatList)));
    }

    [TestMethod]
    public void A_public_value_in_DER_is_no_value_of_the_group_in_an_I2()
    {
        RecordedExchange recorded = Recorded();
        DhGroup group = (DhGroup)recorded.Parameter<DiffieHellmanParameter>(PacketType.I2).Group;
        byte[] contents = ParameterOctets(new DiffieHellmanParameter((byte)group, Der()));

        AssertRefused(ControlDrop.BadDiffieHellman, recorded, PacketType.I2, Rebuild(
            recorded, PacketType.I2, parts => Replace(parts, ParameterType.DiffieHellman, contents)));
    }

    [TestMethod]
    [DataRow(PacketType.I2, ParameterType.HipMac)]
    [DataRow(PacketType.R2, ParameterType.HipMac2)]
    public void A_MAC_of_64_octets_is_wrong(PacketType type, ParameterType mac)
    {
        const int Padded = 64;
        RecordedExchange recorded = Recorded();
        byte[] octets = Rebuild(recorded, type, parts =>
        {
            byte[] right = parts.Find(part => part.Type == mac).Octets[4..];
            byte[] filled = [.. right, .. new byte[Padded - right.Length]];
            Replace(parts, mac, ParameterOctets(
                mac == ParameterType.HipMac ? new HipMacParameter(filled) : new HipMac2Parameter(filled)));
        });

        AssertRefused(ControlDrop.WrongMac, recorded, type, octets);
    }

    [TestMethod]
    public void An_R2_with_HIP_SIGNATURE_2_has_no_signature()
    {
        RecordedExchange recorded = Recorded();

        AssertRefused(ControlDrop.WrongSignature, recorded, PacketType.R2, Rebuild(recorded, PacketType.R2, parts =>
        {
            HipSignatureParameter signature = recorded.Parameter<HipSignatureParameter>(PacketType.R2);
            parts.RemoveAll(part => part.Type == ParameterType.HipSignature);
            byte[] second = ParameterOctets(new HipSignature2Parameter(signature.Algorithm, signature.Signature));
            parts.Add((ParameterType.HipSignature2, second));
        }));
    }

    [TestMethod]
    [DataRow("SHA1")]
    [DataRow("SHA256")]
    public void A_signature_of_PKCS_1_version_1_5_is_wrong(string hash)
    {
        using RSA rsa = RSA.Create(2048);
        using HostKey responder = Import(rsa);
        using HipEngine engine = Beginning(responder);
        HashAlgorithmName name = new(hash);
        using DiffieHellman key = DiffieHellman.Generate(DhGroup.P256);
        byte[] bad = R1(responder, key.PublicValue, data => rsa.SignData(data, name, RSASignaturePadding.Pkcs1));
        byte[] good = R1(responder, key.PublicValue, data => responder.Sign(data));

        Assert.AreEqual(ControlDrop.WrongSignature, engine.Receive(TimeSpan.Zero, Wire, bad));
        Assert.AreEqual(1, engine.Counters.DropsFor(ControlDrop.WrongSignature));
        Assert.AreEqual(ControlDrop.None, engine.Receive(TimeSpan.Zero, Wire, good));
    }

    [TestMethod]
    public void A_public_value_in_DER_in_a_signed_R1_ends_the_attempt_with_its_reason()
    {
        using RSA rsa = RSA.Create(2048);
        using HostKey responder = Import(rsa);
        using HipEngine engine = Beginning(responder);

        engine.Receive(TimeSpan.Zero, Wire, R1(responder, Der(), data => responder.Sign(data)));
        PuzzleRequest puzzle = RecordedExchange.Drain(engine).OfType<PuzzleRequest>().Single();
        engine.PuzzleSolved(TimeSpan.Zero, puzzle, new byte[32]);

        AssociationDown down = RecordedExchange.Drain(engine).OfType<AssociationDown>().Single();
        Assert.AreEqual(EndReason.InvalidDhValue, down.Reason);
    }

    private static RecordedExchange Recorded() => new(Recording.Files[1]);

    /// <summary>A public value as OpenSSL writes keys: SubjectPublicKeyInfo.</summary>
    private static byte[] Der()
    {
        using ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfo();
    }

    private static HostKey Import(RSA rsa)
    {
        Assert.IsTrue(HostKey.TryImportPkcs8(rsa.ExportPkcs8PrivateKey(), out HostKey? key));
        return key;
    }

    private static HipEngine Beginning(HostKey responder)
    {
        HostKey own = TestKeys.Of(HostKeyType.P256);
        HipEngine engine = new(new EngineOptions { DhGroups = [DhGroup.P256] }, [own], new SystemRandomSource());
        engine.UseLocalAddresses(TimeSpan.Zero, [new LocalAddress(Wire.Local.Address, 24)]);
        Assert.IsTrue(engine.Connect(TimeSpan.Zero, new ConnectRequest(own.Hit, responder.Hit, [Wire], [])));
        RecordedExchange.Drain(engine);
        return engine;
    }

    private static byte[] R1(HostKey responder, ReadOnlyMemory<byte> publicValue, Func<byte[], byte[]> sign)
    {
        PacketBuilder Begin(UInt128 receiver)
        {
            PacketBuilder builder = new(PacketType.R1, HipControls.None, responder.Hit.ToUInt128(), receiver);
            builder.Add(new PuzzleParameter(k: 0, lifetime: 37, opaque: 0, new byte[32]));
            builder.Add(new DhGroupListParameter(new[] { (byte)DhGroup.P256 }));
            builder.Add(new DiffieHellmanParameter((byte)DhGroup.P256, publicValue));
            builder.Add(new HipCipherParameter([HipCipherId.Aes128Cbc]));
            builder.Add(HostIds.Of(responder.Identity));
            builder.Add(new HitSuiteListParameter(HostIds.SupportedSuites));
            builder.Add(new TransportFormatListParameter([ParameterType.EspTransform]));
            builder.Add(new EspTransformParameter([EspSuiteId.AesGcm16]));
            return builder;
        }

        ushort algorithm = HostSignature.Algorithm(responder.Identity);
        PacketBuilder whole = Begin(TestKeys.Of(HostKeyType.P256).Hit.ToUInt128());
        whole.Add(new HipSignature2Parameter(algorithm, sign(Begin(UInt128.Zero).Covered())));
        byte[] octets = whole.ToArray();
        HipChecksum.Set(octets, Wire.Remote.Address, Wire.Local.Address);
        return octets;
    }

    private static byte[] ParameterOctets(IHipParameter parameter)
    {
        byte[] contents = new byte[parameter.Length];
        parameter.Write(contents);
        ushort type = (ushort)parameter.Type;
        return
        [
            (byte)(type >> 8), (byte)type, (byte)(contents.Length >> 8), (byte)contents.Length,
            .. contents, .. new byte[(8 - ((4 + contents.Length) % 8)) % 8],
        ];
    }

    private static void Replace(
        List<(ParameterType Type, byte[] Octets)> parts, ParameterType type, byte[] octets) =>
        parts[parts.FindIndex(part => part.Type == type)] = (type, octets);

    /// <summary>A recorded packet with other parameters, and with the right length and checksum.</summary>
    private static byte[] Rebuild(
        RecordedExchange recorded, PacketType type, Action<List<(ParameterType Type, byte[] Octets)>> change)
    {
        List<(ParameterType Type, byte[] Octets)> parts =
            [.. recorded.Parsed(type).Parameters.Select(parameter => (parameter.Type, parameter.Octets.ToArray()))];
        change(parts);
        byte[] octets =
            [.. recorded[type].AsSpan(0, HipProtocol.HeaderLength), .. parts.SelectMany(part => part.Octets)];
        octets[LengthOctet] = (byte)((octets.Length / 8) - 1);
        EnginePath path = recorded.PathTo(type);
        HipChecksum.Set(octets, path.Remote.Address, path.Local.Address);
        return octets;
    }

    private static void AssertRefused(ControlDrop expected, RecordedExchange recorded, PacketType type, byte[] octets)
    {
        using HipEngine engine = type is PacketType.R1 or PacketType.R2
            ? recorded.NewInitiator()
            : recorded.NewResponder();
        if (type == PacketType.R2)
        {
            recorded.BringToI2Sent(engine);
        }

        Assert.AreEqual(expected, engine.Receive(TimeSpan.Zero, recorded.PathTo(type), octets));
        Assert.AreEqual(1, engine.Counters.DropsFor(expected));

        // The packet itself, without the fault, is still welcome.
        Assert.AreEqual(ControlDrop.None, recorded.Give(engine, type));
    }
}

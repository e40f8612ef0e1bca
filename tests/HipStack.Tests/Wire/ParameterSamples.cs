using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>Generated parameters of every kind, as a sender may build them.</summary>
internal static class ParameterSamples
{
    private static Gen<byte> Octet { get; } = from value in Gen.Choose(0, byte.MaxValue) select (byte)value;

    private static Gen<ushort> Short { get; } = from value in Gen.Choose(0, ushort.MaxValue) select (ushort)value;

    private static Gen<uint> Word { get; } =
        from high in Short
        from low in Short
        select ((uint)high << 16) | low;

    private static Gen<IPAddress> Address { get; } = Gen.OneOf(
        from octets in Octets(4, 4) select new IPAddress(octets),
        from octets in Octets(16, 16) select new IPAddress([0x20, 0x01, .. octets[2..]]));

    private static Gen<Locator> Locators { get; } =
        from traffic in Gen.Elements(TrafficType.Both, TrafficType.Signalling, TrafficType.Data)
        from type in Gen.Choose(0, 3)
        from preferred in Gen.Elements(false, true)
        from lifetime in Gen.Choose(1, int.MaxValue)
        from address in Address
        from spi in Word
        from priority in Word
        from port in Short
        from raw in Octets(7, 7)
        select LocatorOf(
            new Locator { Traffic = traffic, IsPreferred = preferred, Lifetime = (uint)lifetime },
            (LocatorType)type,
            new PeerPermissionParameter(new(address, port), new(address, port), spi, priority),
            raw);

    /// <summary>Any parameter.</summary>
    public static Gen<IHipParameter> Any { get; } = Gen.OneOf([.. Parts(), .. Lists(), .. Addresses()]);

    public static Gen<byte[]> Octets(int least, int most) =>
        from length in Gen.Choose(least, most)
        from octets in Octet.ArrayOf(length)
        select octets;

    private static Locator LocatorOf(
        Locator head, LocatorType type, PeerPermissionParameter parts, byte[] raw)
    {
        Locator locator = head with { LocatorType = type, Address = parts.Peer.Address };
        return type switch
        {
            LocatorType.Address => locator,
            LocatorType.SpiAndAddress => locator with { Spi = parts.OutboundSpi },
            LocatorType.TransportAddress => locator with
            {
                Spi = parts.OutboundSpi,
                Priority = parts.InboundSpi,
                Port = (ushort)parts.Peer.Port,
                Protocol = HipProtocol.UdpProtocol,
                Kind = CandidateKind.Relayed,
            },
            _ => locator with { Address = null, Raw = raw.AsMemory(0, 4) },
        };
    }

    private static Gen<IHipParameter> As<T>(Gen<T> parameters)
        where T : IHipParameter => from parameter in parameters select (IHipParameter)parameter;

    private static IEnumerable<Gen<IHipParameter>> Parts()
    {
        yield return As(from a in Short from b in Word from c in Word select new EspInfoParameter(a, b, c));
        yield return As(from a in Word from b in Word select new R1CounterParameter(((ulong)a << 32) | b, a));
        yield return As(
            from k in Octet from life in Octet from opaque in Short from i in Octets(1, 48)
            select new PuzzleParameter(k, life, opaque, i));
        yield return As(
            from k in Octet from opaque in Short from i in Octets(1, 48)
            select new SolutionParameter(k, opaque, i, i.Reverse().ToArray()));
        yield return As(from id in Word select new SeqParameter(id));
        yield return As(from ta in Word select new TransactionPacingParameter(ta));
        yield return As(from priority in Word select new CandidatePriorityParameter(priority));
        yield return As(Gen.Constant(new NominateParameter()));
        yield return As(
            from mark in Gen.Elements(true, false)
            from follow in Gen.Elements(true, false)
            select new InnerFamiliesParameter(mark, follow));
        yield return As(from g in Octet from v in Octets(1, 400) select new DiffieHellmanParameter(g, v));
        yield return As(
            from iv in Octets(16, 16) from data in Octets(1, 300) select new EncryptedParameter(iv, data));
        yield return As(
            from algorithm in Short from hi in Octets(1, 300) from type in Gen.Choose(1, 15) from di in Octets(0, 90)
            select new HostIdParameter(algorithm, hi, (DomainIdentifierType)type, di));
        yield return As(
            from algorithm in Short from hi in Octets(1, 300) select new HostIdParameter(algorithm, hi));
        yield return As(
            from g in Octet from count in Gen.Choose(1, 255) from id in Gen.Choose(1, count) from type in Octet
            from octets in Octets(0, 300)
            select new CertParameter(g, (byte)count, (byte)id, (CertificateType)type, octets));
        yield return As(
            from type in Short from data in Octets(0, 60) select new NotificationParameter((NotifyType)type, data));
        yield return As(from o in Octets(0, 60) select new EchoRequestSignedParameter(o));
        yield return As(from o in Octets(0, 60) select new EchoRequestUnsignedParameter(o));
        yield return As(from o in Octets(0, 60) select new EchoResponseSignedParameter(o));
        yield return As(from o in Octets(0, 60) select new EchoResponseUnsignedParameter(o));
        yield return As(from o in Octets(1, 60) select new HipMacParameter(o));
        yield return As(from o in Octets(1, 60) select new HipMac2Parameter(o));
        yield return As(from o in Octets(1, 60) select new RvsHmacParameter(o));
        yield return As(from o in Octets(1, 60) select new RelayHmacParameter(o));
        yield return As(from a in Short from o in Octets(1, 300) select new HipSignatureParameter(a, o));
        yield return As(from a in Short from o in Octets(1, 300) select new HipSignature2Parameter(a, o));
    }

    private static IEnumerable<Gen<IHipParameter>> Lists()
    {
        Gen<ushort[]> ids = from count in Gen.Choose(1, 6) from listed in Short.ArrayOf(count) select listed;
        Gen<RegistrationType[]> types =
            from octets in Octets(0, 9) select Array.ConvertAll(octets, octet => (RegistrationType)octet);
        yield return As(
            from l in ids select new HipCipherParameter(Array.ConvertAll(l, id => (HipCipherId)id)));
        yield return As(
            from l in ids select new TransportFormatListParameter(Array.ConvertAll(l, id => (ParameterType)id)));
        yield return As(
            from l in ids select new EspTransformParameter(Array.ConvertAll(l, id => (EspSuiteId)id)));
        yield return As(
            from l in ids select new NatTraversalModeParameter(Array.ConvertAll(l, id => (NatTraversalModeId)id)));
        yield return As(
            from count in Gen.Choose(1, 32) from l in Word.ArrayOf(count) select new AckParameter(l));
        yield return As(from octets in Octets(1, 32) select new DhGroupListParameter(octets));
        yield return As(
            from octets in Octets(1, 32)
            select new HitSuiteListParameter(Array.ConvertAll(octets, octet => (byte)(octet & 0x0F))));
        yield return As(
            from least in Octet from most in Octet from t in types select new RegInfoParameter(least, most, t));
        yield return As(from life in Octet from t in types select new RegRequestParameter(life, t));
        yield return As(from life in Octet from t in types select new RegResponseParameter(life, t));
        yield return As(
            from why in Octet from t in types select new RegFailedParameter((RegistrationFailure)why, t));
        yield return As(
            from count in Gen.Choose(0, 32) from l in Locators.ArrayOf(count) select new LocatorSetParameter(l));
        yield return As(
            from count in Gen.Choose(1, 8) from l in Address.ArrayOf(count) select new ViaRvsParameter(l));
    }

    private static IEnumerable<Gen<IHipParameter>> Addresses()
    {
        yield return As(from a in Address select new FromParameter(a));
        yield return As(
            from a in Address from p in Short from n in Octet select new RegFromParameter(a, p, n));
        yield return As(
            from a in Address from p in Short from n in Octet select new RelayFromParameter(a, p, n));
        yield return As(
            from a in Address from p in Short from n in Octet select new RelayToParameter(a, p, n));
        yield return As(
            from a in Address from p in Short from n in Octet select new RelayedAddressParameter(a, p, n));
        yield return As(
            from a in Address from p in Short from n in Octet select new MappedAddressParameter(a, p, n));
        yield return As(
            from a in Address from b in Address from p in Short from q in Short from o in Word from i in Word
            select new PeerPermissionParameter(new(a, p), new(b, q), o, i));
    }
}

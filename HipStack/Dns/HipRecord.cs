using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Dns;

/// <summary>
/// The data of a HIP resource record, type 55 (RFC 8005 section 5): a HIT, a public key and rendezvous
/// servers.
/// <code>
/// HIT length (1) | algorithm (1) | key length (2) | HIT | public key | names of rendezvous servers
/// </code>
/// Whether the HIT is that of the key is looked at where the identity is taken out, because older records
/// have HITs of older versions. A record proves nothing: it says whom to ask for, and the exchange shows
/// whether it is them.
/// </summary>
public sealed class HipRecord
{
    /// <summary>The type of the record.</summary>
    public const ushort RecordType = 55;

    /// <summary>The longest public key, in octets: RSA with 8192 bits, with room for its exponent.</summary>
    public const int MaxKeyLength = 1040;

    /// <summary>The most rendezvous servers.</summary>
    public const int MaxServers = 16;

    /// <summary>The longest record in text, in characters.</summary>
    public const int MaxTextLength = 16_384;

    private const int FixedLength = 4;
    private const int KeyLengthOffset = 2;
    private const int FieldsBeforeServers = 3;
    private const int P256Length = 64;
    private const int P384Length = 96;
    private const int CurveBytes = 2;
    private const int EdDsaKeyOffset = 4;
    private const byte UncompressedPoint = 0x04;

    private HipRecord(
        HipRecordAlgorithm algorithm,
        ReadOnlyMemory<byte> hit,
        ReadOnlyMemory<byte> publicKey,
        IReadOnlyList<DnsName> rendezvousServers)
    {
        Algorithm = algorithm;
        Hit = hit;
        PublicKey = publicKey;
        RendezvousServers = rendezvousServers;
    }

    /// <summary>The algorithm of the key; it may be one that is not known.</summary>
    public HipRecordAlgorithm Algorithm { get; }

    /// <summary>The HIT, 16 octets.</summary>
    public ReadOnlyMemory<byte> Hit { get; }

    /// <summary>The public key, in the form of its algorithm.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The rendezvous servers, the preferred first.</summary>
    public IReadOnlyList<DnsName> RendezvousServers { get; }

    /// <summary>The record of an identity.</summary>
    /// <param name="identity">The identity; the HIT is computed.</param>
    /// <param name="rendezvousServers">Up to <see cref="MaxServers"/> names, the preferred first.</param>
    /// <exception cref="ArgumentException">There are too many servers.</exception>
    public static HipRecord Of(HostIdentity identity, params IReadOnlyList<DnsName> rendezvousServers)
    {
        if (rendezvousServers.Count > MaxServers)
        {
            throw new ArgumentException($"There are over {MaxServers} servers.", nameof(rendezvousServers));
        }

        byte[] hit = new byte[Identity.Hit.Length];
        Identity.Hit.Of(identity).WriteTo(hit);
        (HipRecordAlgorithm algorithm, int skipped) = identity.Algorithm switch
        {
            HostIdentityAlgorithm.Rsa => (HipRecordAlgorithm.Rsa, 0),
            HostIdentityAlgorithm.Ecdsa => (HipRecordAlgorithm.Ecdsa, CurveBytes + 1),
            _ => (HipRecordAlgorithm.EdDsa, EdDsaKeyOffset),
        };
        return new HipRecord(algorithm, hit, identity.Encoding[skipped..], [.. rendezvousServers]);
    }

    /// <summary>Reads the data of a record.</summary>
    /// <param name="data">Exactly the data of one record (RDATA); it is copied.</param>
    /// <param name="record">The record, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> data, [NotNullWhen(true)] out HipRecord? record, out DnsFault fault)
    {
        record = null;
        if (data.Length < FixedLength)
        {
            fault = DnsFault.Truncated;
            return false;
        }

        int hitLength = data[0];
        HipRecordAlgorithm algorithm = (HipRecordAlgorithm)data[1];
        int keyLength = BinaryPrimitives.ReadUInt16BigEndian(data[KeyLengthOffset..]);
        ReadOnlySpan<byte> rest = data[FixedLength..];
        fault = CheckLengths(hitLength, keyLength, rest.Length);
        if (fault == DnsFault.None
            && TryReadServers(rest[(hitLength + keyLength)..], out var servers, out fault))
        {
            record = new HipRecord(
                algorithm, rest[..hitLength].ToArray(), rest.Slice(hitLength, keyLength).ToArray(), servers);
        }

        return record is not null;
    }

    /// <summary>Reads the data of a record in the form of zone files (RFC 8005 section 6).</summary>
    /// <param name="text">Algorithm, HIT in base16, key in base64, names; parentheses and comments are
    /// allowed.</param>
    /// <param name="origin">What follows names without a dot at their end; null refuses such names.</param>
    /// <param name="record">The record, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        DnsName? origin,
        [NotNullWhen(true)] out HipRecord? record,
        out DnsFault fault)
    {
        record = null;
        return ZoneTokens.TrySplit(text, out IReadOnlyList<string> tokens, out fault)
            && TryParse(tokens, origin, out record, out fault);
    }

    /// <summary>The data of the record (RDATA).</summary>
    public byte[] ToArray()
    {
        byte[] header =
            [(byte)Hit.Length, (byte)Algorithm, (byte)(PublicKey.Length >> 8), (byte)PublicKey.Length];
        return
        [
            .. header,
            .. Hit.Span,
            .. PublicKey.Span,
            .. RendezvousServers.SelectMany(server => server.Octets.ToArray()),
        ];
    }

    /// <summary>
    /// The identity in the record; false if its algorithm or key is not one that HIPv2 has here, or if the
    /// HIT is not that of the key.
    /// </summary>
    public bool TryGetIdentity([NotNullWhen(true)] out HostIdentity? identity)
    {
        (HostIdentityAlgorithm algorithm, byte[] encoding) = (Algorithm, PublicKey.Length) switch
        {
            (HipRecordAlgorithm.Rsa, _) => (HostIdentityAlgorithm.Rsa, PublicKey.ToArray()),
            (HipRecordAlgorithm.Ecdsa, P256Length) => (HostIdentityAlgorithm.Ecdsa, Point(EcdsaCurve.P256)),
            (HipRecordAlgorithm.Ecdsa, P384Length) => (HostIdentityAlgorithm.Ecdsa, Point(EcdsaCurve.P384)),
            (HipRecordAlgorithm.EdDsa, _) => (HostIdentityAlgorithm.EdDsa, [0, 1, 0, 0, .. PublicKey.Span]),
            _ => (default, Array.Empty<byte>()),
        };
        return HostIdentity.TryParse((ushort)algorithm, encoding, out identity, out _)
            && Identity.Hit.TryRead(Hit.Span, out Hit hit)
            && hit.IsOf(identity);
    }

    /// <summary>The data in the form of zone files, on one line.</summary>
    public override string ToString() => string.Join(
        ' ',
        [
            ((byte)Algorithm).ToString(CultureInfo.InvariantCulture),
            Convert.ToHexString(Hit.Span),
            Convert.ToBase64String(PublicKey.Span),
            .. RendezvousServers.Select(server => server.ToString()),
        ]);

    internal static bool TryParse(
        IReadOnlyList<string> tokens,
        DnsName? origin,
        [NotNullWhen(true)] out HipRecord? record,
        out DnsFault fault)
    {
        record = null;
        fault = DnsFault.Truncated;
        if (tokens.Count < FieldsBeforeServers)
        {
            return false;
        }

        fault = ParseFields(tokens, out byte algorithm, out byte[] hit, out byte[] key);
        if (fault == DnsFault.None
            && TryParseServers([.. tokens.Skip(FieldsBeforeServers)], origin, out var servers, out fault))
        {
            record = new HipRecord((HipRecordAlgorithm)algorithm, hit, key, servers);
        }

        return record is not null;
    }

    private static DnsFault CheckLengths(int hitLength, int keyLength, int rest)
    {
        if (hitLength != Identity.Hit.Length)
        {
            return DnsFault.MalformedHit;
        }

        if (keyLength > MaxKeyLength)
        {
            return DnsFault.TooLong;
        }

        if (keyLength == 0)
        {
            return DnsFault.MalformedKey;
        }

        return rest < hitLength + keyLength ? DnsFault.Truncated : DnsFault.None;
    }

    private static bool TryReadServers(
        ReadOnlySpan<byte> rest, out IReadOnlyList<DnsName> servers, out DnsFault fault)
    {
        List<DnsName> names = [];
        servers = names;
        fault = DnsFault.None;
        while (!rest.IsEmpty)
        {
            if (names.Count == MaxServers)
            {
                fault = DnsFault.TooManyServers;
                return false;
            }

            if (!DnsName.TryRead(rest, out DnsName? name, out fault))
            {
                return false;
            }

            names.Add(name);
            rest = rest[name.Octets.Length..];
        }

        return true;
    }

    private static DnsFault ParseFields(
        IReadOnlyList<string> tokens, out byte algorithm, out byte[] hit, out byte[] key)
    {
        hit = [];
        key = [];
        if (!byte.TryParse(tokens[0], NumberStyles.None, CultureInfo.InvariantCulture, out algorithm))
        {
            return DnsFault.MalformedAlgorithm;
        }

        byte[] octets = new byte[Identity.Hit.Length];
        if (tokens[1].Length != octets.Length * 2
            || Convert.FromHexString(tokens[1], octets, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return DnsFault.MalformedHit;
        }

        hit = octets;
        byte[] buffer = new byte[tokens[2].Length];
        if (!Convert.TryFromBase64String(tokens[2], buffer, out int written) || written == 0)
        {
            return DnsFault.MalformedKey;
        }

        // Bits behind the last octet could hold anything; only zero is what a writer gives.
        key = buffer[..written];
        if (Convert.ToBase64String(key) != tokens[2])
        {
            return DnsFault.MalformedKey;
        }

        return written > MaxKeyLength ? DnsFault.TooLong : DnsFault.None;
    }

    private static bool TryParseServers(
        IReadOnlyList<string> tokens, DnsName? origin, out DnsName[] servers, out DnsFault fault)
    {
        servers = new DnsName[tokens.Count];
        fault = tokens.Count > MaxServers ? DnsFault.TooManyServers : DnsFault.None;
        for (int i = 0; i < tokens.Count && fault == DnsFault.None; i++)
        {
            if (DnsName.TryParse(tokens[i], origin, out DnsName? name))
            {
                servers[i] = name;
            }
            else
            {
                fault = DnsFault.MalformedName;
            }
        }

        return fault == DnsFault.None;
    }

    private byte[] Point(EcdsaCurve curve) => [0, (byte)curve, UncompressedPoint, .. PublicKey.Span];
}

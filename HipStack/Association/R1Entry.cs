using System.Buffers.Binary;
using System.Net;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Association;

/// <summary>One pre-signed R1: its Diffie-Hellman key, its difficulty, and the secret behind its puzzles.</summary>
internal class R1Entry : IDisposable
{
    /// <summary>The most I2s that an entry accepts; it is long out of use by then.</summary>
    public const int MaxUses = 4096;

    private readonly HashSet<UInt128> used = [];

    public required HostKey Identity { get; init; }

    public required DhGroup Group { get; init; }

    public required byte Difficulty { get; init; }

    /// <summary>Names the entry in a puzzle's Opaque field.</summary>
    public required ushort Opaque { get; init; }

    public required ulong Counter { get; init; }

    public required SharedKey DiffieHellman { get; init; }

    /// <summary>The key that makes a random-looking #I of two HITs and an address, so that none is stored.</summary>
    public required byte[] PuzzleKey { get; init; }

    /// <summary>The packet, signed, with zeros for the initiator's HIT, #I and Opaque.</summary>
    public required byte[] Packet { get; init; }

    /// <summary>Where the contents of its PUZZLE begin.</summary>
    public required int PuzzleOffset { get; init; }

    /// <summary>The HOST_ID parameter in it, which HIP_MAC_2 covers.</summary>
    public required byte[] HostIdParameter { get; init; }

    public required TimeSpan CreatedAt { get; init; }

    /// <summary>When it stops being offered.</summary>
    public required TimeSpan OfferedUntil { get; init; }

    /// <summary>When its solutions stop being accepted.</summary>
    public required TimeSpan AcceptedUntil { get; init; }

    /// <summary>Whether an I2 was accepted: another key should be offered.</summary>
    public bool IsUsed => used.Count > 0;

    /// <summary>Whether no further I2 can be remembered.</summary>
    public bool IsFull => used.Count >= MaxUses;

    /// <summary>Notes an I2 by its digest; false if it was here before or there is no room.</summary>
    public bool TryUse(ReadOnlySpan<byte> digest)
    {
        UInt128 name = BinaryPrimitives.ReadUInt128BigEndian(digest);
        return used.Count < MaxUses && used.Add(name);
    }

    public bool WasUsed(ReadOnlySpan<byte> digest) =>
        used.Contains(BinaryPrimitives.ReadUInt128BigEndian(digest));

    /// <summary>#I for one initiator, of the length that the identity's hash has.</summary>
    public virtual byte[] RandomNumber(UInt128 initiator, IPAddress source)
    {
        Span<byte> input = stackalloc byte[Hit.Length + 16];
        BinaryPrimitives.WriteUInt128BigEndian(input, initiator);
        source.TryWriteBytes(input[Hit.Length..], out int length);
        RHash hash = RHashes.Of(Identity.Hit.Suite);
        byte[] number = new byte[RHashes.Length(hash)];
        RHashes.Hmac(hash, PuzzleKey, input[..(Hit.Length + length)], number);
        return number;
    }

    public void Dispose() => DiffieHellman.Dispose();
}

using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// A hash of an object: <c>(hash sha256 #32 octets#)</c> or <c>(hash sha384 #48 octets#)</c>, no URIs.
/// </summary>
public sealed class SpkiHash : IEquatable<SpkiHash>
{
    /// <summary>A hash with a known value.</summary>
    /// <param name="algorithm">How it was made.</param>
    /// <param name="value">The digest; it must not change afterwards.</param>
    /// <exception cref="ArgumentException">The value has not the length of the algorithm.</exception>
    public SpkiHash(SpkiHashAlgorithm algorithm, ReadOnlyMemory<byte> value)
    {
        if (value.Length != algorithm.DigestBytes())
        {
            throw new ArgumentException(
                $"A {algorithm.Name()} digest has {algorithm.DigestBytes()} bytes.", nameof(value));
        }

        Algorithm = algorithm;
        Value = value;
    }

    /// <summary>How the hash was made.</summary>
    public SpkiHashAlgorithm Algorithm { get; }

    /// <summary>The digest.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Hashes <paramref name="bytes"/>: for objects, their canonical form.</summary>
    public static SpkiHash Of(SpkiHashAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        byte[] digest = new byte[algorithm.DigestBytes()];
        algorithm.Hash(bytes, digest);
        return new SpkiHash(algorithm, digest);
    }

    /// <summary>Reads <c>(hash algorithm value)</c>, of exactly these three parts.</summary>
    public static bool TryParse(SexpNode node, [NotNullWhen(true)] out SpkiHash? hash, out KeyFault fault)
    {
        hash = null;
        if (node is not SexpList { Count: 3 } list || !list.Head.SequenceEqual("hash"u8)
            || list[1] is not SexpAtom { Hint: null } name || list[2] is not SexpAtom { Hint: null } value)
        {
            fault = KeyFault.NotAHash;
            return false;
        }

        fault = SpkiHashAlgorithms.TryParse(name.Octets.Span, out SpkiHashAlgorithm algorithm);
        if (fault == KeyFault.None && value.Octets.Length != algorithm.DigestBytes())
        {
            fault = KeyFault.HashLength;
        }

        if (fault != KeyFault.None)
        {
            return false;
        }

        hash = new SpkiHash(algorithm, value.Octets);
        return true;
    }

    /// <summary>The object <c>(hash algorithm value)</c>.</summary>
    public SexpList ToSexp() => SexpList.Of("hash", Algorithm.Name(), new SexpAtom(Value));

    /// <inheritdoc/>
    public bool Equals(SpkiHash? other) =>
        other is not null && Algorithm == other.Algorithm && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpkiHash);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Algorithm);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    /// <summary>The algorithm and the digest in lower-case hexadecimal.</summary>
    public override string ToString() => $"{Algorithm.Name()}:{Convert.ToHexStringLower(Value.Span)}";
}

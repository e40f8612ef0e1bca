using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// The private key under a passphrase. The public part can be read without it; the seal covers everything.
/// <code>
/// (protected-private-key (public-key ...)
///   (kdf scrypt (n "32768") (r "8") (p "1") (salt #16 octets#))
///   (cipher aes-256-gcm (nonce #12 octets#) (sealed #the private-key object, then 16 octets of tag#)))
/// </code>
/// The additional data of the seal is the canonical form of the object without <c>(sealed ...)</c>.
/// </summary>
internal static class ProtectedKeyForm
{
    private const int SaltBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int CipherKeyBytes = 32;
    private const int MaxSealedBytes = 8 << 10;
    private const int MaxDigits = 9;

    /// <summary>Whether an object is of this form, without a look inside.</summary>
    public static bool Is(SexpNode node) =>
        node is SexpList list && list.Head.SequenceEqual("protected-private-key"u8);

    /// <summary>Seals a key under a passphrase that is not empty.</summary>
    public static SexpList Write(PrivateKey key, ReadOnlySpan<byte> passphrase, ScryptCost cost)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        SexpList kdf = SexpList.Of(
            "kdf",
            "scrypt",
            Number("n", cost.N),
            Number("r", cost.R),
            Number("p", cost.P),
            KeySpelling.PairOwned("salt", salt));
        SexpList cipher = SexpList.Of("cipher", "aes-256-gcm", KeySpelling.PairOwned("nonce", nonce));
        SexpList header = SexpList.Of("protected-private-key", key.Public.Sexp, kdf, cipher);

        SexpList plain = PrivateKeyForm.Write(key);
        byte[] sealedKey = new byte[plain.CanonicalLength + TagBytes];
        Span<byte> secret = stackalloc byte[CipherKeyBytes];
        try
        {
            cost.Derive(passphrase, salt, secret);
            using AesGcm gcm = new(secret, TagBytes);
            gcm.Encrypt(
                nonce,
                plain.Canonical.Span,
                sealedKey.AsSpan(..^TagBytes),
                sealedKey.AsSpan(^TagBytes..),
                header.Canonical.Span);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            SecretNodes.Clear(plain.Canonical);
            foreach (SexpNode part in ((SexpList)plain[1]).Items[3..])
            {
                SecretNodes.Clear(part);
            }
        }

        SexpList full = SexpList.Of(cipher[0], cipher[1], cipher[2], KeySpelling.PairOwned("sealed", sealedKey));
        return SexpList.Of("protected-private-key", key.Public.Sexp, kdf, full);
    }

    /// <summary>Reads the public part alone.</summary>
    public static bool TryReadPublic(SexpNode node, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        key = null;
        if (node is not SexpList { Count: 4 } list || !Is(node))
        {
            fault = Is(node) ? KeyFault.PrivateKeyShape : KeyFault.NotAPrivateKey;
            return false;
        }

        return PublicKey.TryParse(list[1], out key, out fault);
    }

    /// <summary>Opens the key. What it costs is bounded before any of it is spent.</summary>
    public static bool TryRead(
        SexpNode node, ReadOnlySpan<byte> passphrase, [NotNullWhen(true)] out PrivateKey? key, out KeyFault fault)
    {
        key = null;
        if (!TryReadPublic(node, out PublicKey? publicKey, out fault))
        {
            return false;
        }

        SexpList list = (SexpList)node;
        fault = ReadDerivation(list[2], out ScryptCost cost, out ReadOnlyMemory<byte> salt);
        KeyFault sealFault = ReadCipher(list[3], out SexpList? cipher, out Seal seal);
        fault = fault == KeyFault.None ? sealFault : fault;
        fault = fault == KeyFault.None && passphrase.IsEmpty ? KeyFault.PassphraseNeeded : fault;
        if (fault != KeyFault.None)
        {
            return false;
        }

        SexpList header = SexpList.Of(list[0], list[1], list[2], cipher!);
        byte[] plain = GC.AllocateArray<byte>(seal.Octets.Length - TagBytes, pinned: true);
        try
        {
            if (!TryOpen(cost, passphrase, salt.Span, seal, header, plain))
            {
                fault = KeyFault.WrongPassphrase;
                return false;
            }

            fault = KeyFault.PrivateKeyShape;
            if (!SexpNode.TryParse(plain, null, out SexpNode? inner, out _)
                || !PrivateKeyForm.TryRead(inner, out key, out fault))
            {
                return false;
            }

            if (!publicKey.Equals(key.Public))
            {
                key.Dispose();
                key = null;
                fault = KeyFault.PrivateKeyMismatch;
            }

            return key is not null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static bool TryOpen(
        ScryptCost cost,
        ReadOnlySpan<byte> passphrase,
        ReadOnlySpan<byte> salt,
        Seal seal,
        SexpList header,
        byte[] plain)
    {
        Span<byte> secret = stackalloc byte[CipherKeyBytes];
        try
        {
            cost.Derive(passphrase, salt, secret);
            using AesGcm gcm = new(secret, TagBytes);
            ReadOnlySpan<byte> octets = seal.Octets.Span;
            gcm.Decrypt(seal.Nonce.Span, octets[..^TagBytes], octets[^TagBytes..], plain, header.Canonical.Span);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static KeyFault ReadDerivation(SexpNode node, out ScryptCost cost, out ReadOnlyMemory<byte> salt)
    {
        cost = default;
        salt = default;
        if (node is not SexpList { Count: >= 2 } kdf || !kdf.Head.SequenceEqual("kdf"u8) || kdf[1] is not SexpAtom name)
        {
            return KeyFault.PrivateKeyShape;
        }

        if (!name.Is("scrypt"u8))
        {
            return KeyFault.UnknownProtection;
        }

        if (kdf.Count != 6 || !TryNumber(kdf[2], "n"u8, out int n) || !TryNumber(kdf[3], "r"u8, out int r)
            || !TryNumber(kdf[4], "p"u8, out int p) || !KeySpelling.TryGet(kdf[5], "salt"u8, out SexpAtom? atom)
            || atom.Octets.Length != SaltBytes)
        {
            return KeyFault.PrivateKeyShape;
        }

        cost = new ScryptCost(n, r, p);
        salt = atom.Octets;
        return cost.Check();
    }

    private static KeyFault ReadCipher(SexpNode node, out SexpList? withoutSeal, out Seal seal)
    {
        withoutSeal = null;
        seal = default;
        if (node is not SexpList { Count: >= 2 } cipher || !cipher.Head.SequenceEqual("cipher"u8)
            || cipher[1] is not SexpAtom name)
        {
            return KeyFault.PrivateKeyShape;
        }

        if (!name.Is("aes-256-gcm"u8))
        {
            return KeyFault.UnknownProtection;
        }

        if (cipher.Count != 4 || !KeySpelling.TryGet(cipher[2], "nonce"u8, out SexpAtom? nonce)
            || nonce.Octets.Length != NonceBytes || !KeySpelling.TryGet(cipher[3], "sealed"u8, out SexpAtom? octets)
            || octets.Octets.Length is <= TagBytes or > MaxSealedBytes)
        {
            return KeyFault.PrivateKeyShape;
        }

        withoutSeal = SexpList.Of(cipher[0], cipher[1], cipher[2]);
        seal = new Seal(nonce.Octets, octets.Octets);
        return KeyFault.None;
    }

    private static SexpList Number(string name, int value) =>
        KeySpelling.Pair(name, SexpAtom.Of(value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A positive decimal number without a leading zero, of at most nine digits.</summary>
    private static bool TryNumber(SexpNode node, ReadOnlySpan<byte> name, out int value)
    {
        value = 0;
        return KeySpelling.TryGet(node, name, out SexpAtom? atom)
            && atom.Octets.Length is > 0 and <= MaxDigits
            && atom.Octets.Span[0] is >= (byte)'1' and <= (byte)'9'
            && Utf8Parser.TryParse(atom.Octets.Span, out value, out int used)
            && used == atom.Octets.Length;
    }

    private readonly record struct Seal(ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Octets);
}

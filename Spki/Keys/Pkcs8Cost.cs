using System.Formats.Asn1;
using System.Numerics;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Looks at what an encrypted PKCS#8 key asks to derive its key (RFC 8018 appendix A, RFC 7914 section 7), before any
/// of it is done.
/// </summary>
internal static class Pkcs8Cost
{
    /// <summary>The most iterations of PBKDF2: a few seconds.</summary>
    public const int MaxIterations = 10_000_000;

    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string Scrypt = "1.3.6.1.4.1.11591.4.11";

    /// <summary>Whether the derivation is one that is known and within the limits.</summary>
    public static KeyFault Check(byte[] der)
    {
        try
        {
            AsnReader algorithm = new AsnReader(der, AsnEncodingRules.BER).ReadSequence().ReadSequence();
            if (algorithm.ReadObjectIdentifier() != Pbes2)
            {
                return KeyFault.UnknownProtection;
            }

            AsnReader derivation = algorithm.ReadSequence().ReadSequence();
            string name = derivation.ReadObjectIdentifier();
            AsnReader parameters = derivation.ReadSequence();
            parameters.ReadOctetString();
            return name switch
            {
                Pbkdf2 => parameters.ReadInteger() <= MaxIterations ? KeyFault.None : KeyFault.DerivationTooCostly,
                Scrypt => CheckScrypt(parameters.ReadInteger(), parameters.ReadInteger(), parameters.ReadInteger()),
                _ => KeyFault.UnknownProtection,
            };
        }
        catch (AsnContentException)
        {
            return KeyFault.NotImportable;
        }
    }

    private static KeyFault CheckScrypt(BigInteger n, BigInteger r, BigInteger p) =>
        BigInteger.Max(n, BigInteger.Max(r, p)) > ScryptCost.MaxWork
            ? KeyFault.DerivationTooCostly
            : new ScryptCost((int)n, (int)r, (int)p).Check() is KeyFault.DerivationTooCostly and var fault
                ? fault
                : KeyFault.None;
}

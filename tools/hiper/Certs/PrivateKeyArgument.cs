using System.CommandLine;
using System.Security.Cryptography;
using HiperNet.Cli.Keys;
using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Certs;

/// <summary>The private key that a verb signs with.</summary>
internal static class PrivateKeyArgument
{
    /// <summary>Reads it; the caller disposes it.</summary>
    /// <exception cref="CliException">There is none, or the passphrase does not open it.</exception>
    public static PrivateKey Load(string path, PassphraseOptions options, ParseResult parsed)
    {
        byte[] passphrase = options.Read(parsed, twice: false);
        try
        {
            using KeyInput input = new(path);
            return input.ReadPrivate(passphrase);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(passphrase);
        }
    }
}

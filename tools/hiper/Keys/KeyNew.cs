using System.CommandLine;
using System.Security.Cryptography;
using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Keys;

/// <summary><c>hiper key new</c>: makes a key.</summary>
internal static class KeyNew
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        string[] names = [.. KeyAlgorithms.All.Select(algorithm => algorithm.Name())];
        Option<string> type = new Option<string>("--type")
        {
            Description = "The kind of key.",
            DefaultValueFactory = _ => names[0],
        }.AcceptOnlyFromAmong(names);
        Option<string> file = KeyCommands.Out();
        Option<bool> force = KeyCommands.Force();
        PassphraseOptions passphrase = new("a passphrase that protects the file");
        return Verb.Of(
            "new",
            "Make a private key, write it to a file with mode 0600, and print its principal.",
            [type, file, .. passphrase.Symbols, force],
            parsed =>
            {
                _ = KeyAlgorithms.TryParse(parsed.GetRequiredValue(type), out KeyAlgorithm algorithm);
                KeyOutput.RequireFree(parsed.GetRequiredValue(file), parsed.GetValue(force));
                byte[] secret = passphrase.Read(parsed, twice: true);
                try
                {
                    return Run(algorithm, parsed.GetRequiredValue(file), secret, parsed.GetValue(force));
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(secret);
                }
            });
    }

    private static Answer Run(KeyAlgorithm algorithm, string file, byte[] passphrase, bool force)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        KeyOutput.Save(file, key, passphrase, force);
        return KeyOutput.Saved(file, new KeyRead(key.Public, IsPrivate: true, passphrase.Length > 0));
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Keys;

/// <summary><c>hiper key import</c>: turns a key of another program into our own file.</summary>
internal static class KeyImport
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Argument<string> source = new("FILE") { Description = "PEM (PKCS#8 or public), or an OpenSSH public key." };
        Option<string> file = KeyCommands.Out();
        Option<bool> force = KeyCommands.Force();
        PassphraseOptions old = new("the passphrase that opens an encrypted PEM", "--source-");
        PassphraseOptions fresh = new("a passphrase that protects the new file");
        return Verb.Of(
            "import",
            "Write a key of another program as our own file, and print its principal.",
            [source, file, .. old.Symbols, .. fresh.Symbols, force],
            parsed =>
            {
                KeyOutput.RequireFree(parsed.GetRequiredValue(file), parsed.GetValue(force));
                byte[] opening = old.Read(parsed, twice: false);
                byte[] sealing = fresh.Read(parsed, twice: true);
                try
                {
                    string from = parsed.GetRequiredValue(source);
                    string to = parsed.GetRequiredValue(file);
                    return Run(from, opening, to, sealing, parsed.GetValue(force));
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(opening);
                    CryptographicOperations.ZeroMemory(sealing);
                }
            });
    }

    private static Answer Run(string source, byte[] opening, string file, byte[] sealing, bool force)
    {
        using KeyInput input = new(source);
        if (!input.IsPrivate)
        {
            KeyRead read = input.ReadPublic(opening);
            KeyFile.Save(file, read.Key.Sexp, force);
            return KeyOutput.Saved(file, read);
        }

        using PrivateKey key = input.ReadPrivate(opening);
        KeyOutput.Save(file, key, sealing, force);
        return KeyOutput.Saved(file, new KeyRead(key.Public, IsPrivate: true, sealing.Length > 0));
    }
}

using System.Text.Json;
using HiperNet.HipStack.Identity;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Cli.Keys;

/// <summary>Writes keys: files, and what is told about them.</summary>
internal static class KeyOutput
{
    /// <summary>Refuses a place where no key may go, before any work is done.</summary>
    /// <exception cref="CliException">The file is the standard output, or is there and may not be replaced.</exception>
    public static void RequireFree(string path, bool force)
    {
        if (path == "-")
        {
            throw new CliException(ExitCode.Usage, "a key goes into a file, not to the standard output");
        }

        if (!force && Path.Exists(path))
        {
            throw new CliException(ExitCode.Refused, $"{path} is there already; --force replaces it");
        }
    }

    /// <summary>Saves a private key, protected if there is a passphrase.</summary>
    public static void Save(string path, PrivateKey key, ReadOnlySpan<byte> passphrase, bool force)
    {
        SexpList secret = passphrase.IsEmpty ? key.ToSexp() : key.ToProtectedSexp(passphrase);
        KeyFile.Save(path, secret, force);
    }

    /// <summary>What a new file is answered with: the principal, ready to be used as a KEY.</summary>
    public static Answer Saved(string path, KeyRead read) =>
        new(read.Key.Principal.ToSexp().ToString(), json => WriteJson(json, path, read));

    /// <summary>Everything about a key but its secret.</summary>
    public static void WriteJson(Utf8JsonWriter json, string path, KeyRead read)
    {
        Hit hit = Hit.Of(HostIdentities.Of(read.Key));
        json.WriteString("file", path);
        json.WriteString("algorithm", read.Key.Algorithm.Name());
        json.WriteString("principal", read.Key.Principal.ToString());
        json.WriteString("principal_sexp", read.Key.Principal.ToSexp().ToString());
        json.WriteString("hit", hit.ToString());
        json.WriteString("lsi", Lsi.Of(hit).ToString());
        json.WriteString("openssh", OpenSsh.Export(read.Key));
        json.WriteString("public_key", AdvancedWriter.WriteLine(read.Key.Sexp));
        json.WriteBoolean("private", read.IsPrivate);
        json.WriteBoolean("protected", read.IsProtected);
    }
}

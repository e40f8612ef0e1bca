using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Hipd.Configuration;

/// <summary>Reads the files that a configuration names, and notes what is wrong with them.</summary>
internal sealed class FileReader(string configPath)
{
    private readonly string folder = Path.GetDirectoryName(configPath) ?? "/";

    public List<string> Problems { get; } = [];

    /// <summary>A private key, for HIP and for SPKI; null if it cannot be had.</summary>
    public (HostKey Key, PublicKey Public)? ReadKey(string name, string? passphraseFile)
    {
        string path = Path.Combine(folder, name ?? string.Empty);
        byte[] passphrase = [];
        try
        {
            passphrase = passphraseFile is null ? [] : ReadPassphrase(Path.Combine(folder, passphraseFile));
            SexpNode node = KeyFile.Load(path);
            if (!PrivateKey.TryParse(node, passphrase, out PrivateKey? key, out KeyFault fault))
            {
                Problems.Add($"{path}: no usable private key: {fault}");
                return null;
            }

            using (key)
            {
                byte[] pkcs8 = Pkcs8.Export(key);
                bool isUsable = HostKey.TryImportPkcs8(pkcs8, out HostKey? hostKey);
                CryptographicOperations.ZeroMemory(pkcs8);
                if (isUsable)
                {
                    return (hostKey!, key.Public);
                }

                Problems.Add($"{path}: the key cannot be a Host Identity");
            }
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            Problems.Add($"{path}: {error.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(passphrase);
        }

        return null;
    }

    /// <summary>A public key, from a public or private key file; null if it cannot be had.</summary>
    public PublicKey? ReadPublicKey(string name)
    {
        string path = Path.Combine(folder, name ?? string.Empty);
        if (ReadNode(path) is not { } node)
        {
            return null;
        }

        if (KeyFile.TryReadPublic(node, out PublicKey? key, out KeyFault fault))
        {
            return key;
        }

        Problems.Add($"{path}: no public key: {fault}");
        return null;
    }

    /// <summary>The SPKI objects of a file: one object, or a sequence of them.</summary>
    public IReadOnlyList<SpkiObject> ReadObjects(string name)
    {
        string path = Path.Combine(folder, name ?? string.Empty);
        if (ReadNode(path) is not { } node)
        {
            return [];
        }

        if (SpkiObject.TryParse(node, out SpkiObject? value, out CertError error))
        {
            return [value];
        }

        Problems.Add($"{path}: no SPKI object: {error}");
        return [];
    }

    private SexpNode? ReadNode(string path)
    {
        try
        {
            byte[] octets = KeyFile.ReadBytes(path, out _);
            int length = octets.AsSpan().TrimEnd(" \t\r\n"u8).Length; // a file ends with a line end
            if (SexpNode.TryParse(octets.AsMemory(0, length), limits: null, out SexpNode? node, out SexpError error))
            {
                return node;
            }

            Problems.Add($"{path}: no S-expression in canonical or transport form: {error}");
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            Problems.Add($"{path}: {error.Message}");
        }

        return null;
    }

    private static byte[] ReadPassphrase(string path)
    {
        byte[] octets = File.ReadAllBytes(path);
        byte[] passphrase = octets.AsSpan().TrimEnd("\r\n"u8).ToArray();
        CryptographicOperations.ZeroMemory(octets);
        return passphrase;
    }
}

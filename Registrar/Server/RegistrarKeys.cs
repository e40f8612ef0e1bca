using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Registrar.Certificates;
using HiperNet.Spki.Reduction;

namespace HiperNet.Registrar.Server;

/// <summary>The keys that a registrar starts with: its own, and those of its administrators.</summary>
internal static class RegistrarKeys
{
    private const string File = "registrar.key";

    /// <summary>Reads the registrar's key; makes one if its data has none and no other is named.</summary>
    /// <exception cref="RegistrarStartException">It cannot be read, or made.</exception>
    public static PrivateKey Own(RegistrarOptions options)
    {
        string path = options.Key ?? Path.Combine(options.Data, File);
        try
        {
            Directory.CreateDirectory(options.Data);
            if (options.Key is null && !System.IO.File.Exists(path))
            {
                using PrivateKey made = PrivateKey.Generate(KeyAlgorithm.P256);
                KeyFile.Save(path, made.ToSexp());
            }

            SexpNode node = KeyFile.Load(path);
            return !PrivateKey.TryParse(node, [], out PrivateKey? key, out KeyFault fault)
                ? throw RegistrarStartException.Malformed($"{path}: no private key without a passphrase: {fault}")
                : key.Public.Algorithm != KeyAlgorithm.Ed25519 ? key
                : throw RegistrarStartException.Malformed($"{path}: TLS needs a key of type p256, p384 or RSA");
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw RegistrarStartException.OfFile(path, exception);
        }
    }

    /// <summary>The root of rights: the registrar's own key, and its administrators for everything.</summary>
    /// <exception cref="RegistrarStartException">A file holds no public key.</exception>
    public static TrustRoot Root(RegistrarOptions options, Principal registrar) => TrustRoot.Of(
        registrar,
        Acl.Create(options.Administrators.Select(Public).SelectMany(key => new[]
        {
            GrantTags.Registry(options.Name), GrantTags.EveryVpxi(), GrantTags.EveryOffer(),
        }.Select(tag => new AclEntry(new KeySubject(key.Principal), Delegation.Any, tag, Validity.Unlimited)))
            .Concat(options.Peers.Select(peer => new AclEntry(
                new KeySubject(peer.Principal),
                Delegation.None,
                GrantTags.Registry(options.Name, "sync", "transfer"),
                Validity.Unlimited)))));

    private static PublicKey Public(string path)
    {
        try
        {
            return KeyFile.TryReadPublic(KeyFile.Load(path), out PublicKey? key, out KeyFault fault)
                ? key
                : throw RegistrarStartException.Malformed($"{path}: no public key: {fault}");
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw RegistrarStartException.OfFile(path, exception);
        }
    }
}

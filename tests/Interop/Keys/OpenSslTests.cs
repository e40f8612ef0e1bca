using System.Formats.Asn1;
using System.Text;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;

namespace HiperNet.Interop.Tests.Keys;

/// <summary>Keys made by the openssl program are imported, and it verifies what they sign.</summary>
[TestClass]
[RequiresProgram("openssl")]
public sealed class OpenSslTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openssl");

    [TestCleanup]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [TestMethod]
    [DataRow(KeyAlgorithm.P256, "EC", "ec_paramgen_curve:P-256")]
    [DataRow(KeyAlgorithm.P384, "EC", "ec_paramgen_curve:P-384")]
    [DataRow(KeyAlgorithm.Rsa2048, "RSA", "rsa_keygen_bits:2048")]
    [DataRow(KeyAlgorithm.Rsa3072, "RSA", "rsa_keygen_bits:3072")]
    [DataRow(KeyAlgorithm.Ed25519, "ED25519", "")]
    public void A_key_of_openssl_signs_here_and_is_verified_there(KeyAlgorithm algorithm, string kind, string option)
    {
        string pem = PathOf("key.pem");
        string[] options = option.Length == 0 ? [] : ["-pkeyopt", option];
        Tool.Run("openssl", ["genpkey", "-algorithm", kind, .. options, "-out", pem]);

        using PrivateKey key = Import(File.ReadAllText(pem), "");
        Assert.AreEqual(algorithm, key.Public.Algorithm);
        RequireVerified(key);

        string publicPem = Tool.Run("openssl", "pkey", "-in", pem, "-pubout");
        Assert.IsTrue(Pkcs8.TryImportPublic(publicPem, out PublicKey? known, out _));
        Assert.AreEqual(known, key.Public);
    }

    [TestMethod]
    [DataRow("EC", "ec_paramgen_curve:P-256", "-v2", "aes-256-cbc")]
    [DataRow("RSA", "rsa_keygen_bits:2048", "-v2", "aes-128-cbc")]
    [DataRow("ED25519", "", "-v2", "aes-256-cbc")]
    [DataRow("ED25519", "", "-scrypt", "")]
    public void An_encrypted_key_of_openssl_opens_with_its_passphrase(
        string kind, string option, string protection, string cipher)
    {
        string plain = PathOf("plain.pem");
        string locked = PathOf("locked.pem");
        string[] options = option.Length == 0 ? [] : ["-pkeyopt", option];
        string[] protections = cipher.Length == 0 ? [protection] : [protection, cipher];
        Tool.Run("openssl", ["genpkey", "-algorithm", kind, .. options, "-out", plain]);
        string[] files = ["-in", plain, "-out", locked];
        Tool.Run("openssl", ["pkcs8", "-topk8", .. files, "-passout", "pass:secret", .. protections]);

        string pem = File.ReadAllText(locked);
        Assert.IsTrue(Pkcs8.IsEncrypted(pem));
        using PrivateKey key = Import(pem, "secret");
        using PrivateKey same = Import(File.ReadAllText(plain), "");
        Assert.AreEqual(same.Public, key.Public);
        Assert.IsFalse(Pkcs8.TryImport(pem, "Secret"u8, out _, out KeyFault fault));
        Assert.AreEqual(KeyFault.WrongPassphrase, fault);
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    [DataRow(KeyAlgorithm.Rsa2048)]
    [DataRow(KeyAlgorithm.Rsa3072)]
    [DataRow(KeyAlgorithm.Ed25519)]
    public void A_key_made_here_is_verified_by_openssl(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);

        RequireVerified(key);
    }

    private void RequireVerified(PrivateKey key)
    {
        string known = PathOf("public.pem");
        string signature = PathOf("signature");
        string message = PathOf("message");
        File.WriteAllText(known, Pkcs8.ExportPublic(key.Public));
        bool pure = key.Public.Algorithm == KeyAlgorithm.Ed25519;
        File.WriteAllBytes(message, pure ? Sample.Ed25519Message : Sample.Message);
        File.WriteAllBytes(signature, Octets(key.SignDigest(Sample.Digest(key.Public))));
        string[] command = pure
            ? ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", known, "-in", message, "-sigfile", signature]
            : ["dgst", $"-{key.Public.SignatureHash.Name()}", "-verify", known, "-signature", signature, message];

        Tool.Run("openssl", command);
        File.AppendAllText(message, "x");
        Assert.AreNotEqual(0, Tool.Try("openssl", command).Code, "another message");
    }

    /// <summary>The form of a signature outside of SPKI: DER for ECDSA, else the plain octets.</summary>
    private static byte[] Octets(SexpList signature)
    {
        SexpList body = (SexpList)signature[1];
        if (!body.Head.SequenceEqual("ecdsa"u8))
        {
            return [.. Enumerable.Range(1, body.Count - 1).SelectMany(i => Sample.Value(signature, i))];
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Sample.Value(signature, 1));
            writer.WriteIntegerUnsigned(Sample.Value(signature, 2));
        }

        return writer.Encode();
    }

    private static PrivateKey Import(string pem, string passphrase) =>
        Pkcs8.TryImport(pem, Encoding.UTF8.GetBytes(passphrase), out PrivateKey? key, out KeyFault fault)
            ? key
            : throw new InvalidDataException(fault.Describe());

    private string PathOf(string name) => Path.Combine(folder.FullName, name);
}

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Spki.Keys;
using HiperNet.Testing;
using static HiperNet.Spki.Tests.Keys.TestKeys;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
public sealed class ImportTests
{
    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void An_OpenSSH_line_is_read_back(KeyAlgorithm algorithm)
    {
        PublicKey key = Of(algorithm).Public;

        Assert.IsTrue(OpenSsh.TryImport(OpenSsh.Export(key, "user@host with blanks"), out PublicKey? read, out _));
        Assert.AreEqual(key, read);
        Assert.IsTrue(OpenSsh.TryImport($"  {OpenSsh.Export(key)}\r\n", out read, out _));
        Assert.AreEqual(key, read);
    }

    [TestMethod]
    public void A_broken_OpenSSH_line_is_refused()
    {
        string line = OpenSsh.Export(Of(KeyAlgorithm.Ed25519).Public);
        string blob = line.Split(' ')[1];
        byte[] bytes = Convert.FromBase64String(blob);

        Assert.AreEqual(KeyFault.NotImportable, SshFault(""));
        Assert.AreEqual(KeyFault.NotImportable, SshFault("ssh-ed25519"));
        Assert.AreEqual(KeyFault.NotImportable, SshFault("ssh-ed25519 %%%%"));
        Assert.AreEqual(KeyFault.NotImportable, SshFault($"ssh-rsa {blob}"));
        Assert.AreEqual(KeyFault.NotImportable, SshFault($"ssh-ed25519 {Convert.ToBase64String([.. bytes, 0])}"));
        Assert.AreEqual(KeyFault.NotImportable, SshFault("ssh-ed25519 " + new string('A', 20_000)));
        for (int length = 0; length < bytes.Length; length++)
        {
            string cut = Convert.ToBase64String(bytes.AsSpan(0, length));
            Assert.AreEqual(KeyFault.NotImportable, SshFault($"ssh-ed25519 {cut}"), $"{length}");
        }

        byte[] huge = [.. bytes];
        huge[0] = 0xFF;
        Assert.AreEqual(KeyFault.NotImportable, SshFault($"ssh-ed25519 {Convert.ToBase64String(huge)}"));
        Assert.ThrowsExactly<ArgumentException>(() => OpenSsh.Export(Of(KeyAlgorithm.P256).Public, "a\nb"));
    }

    [TestMethod]
    public void An_OpenSSH_key_of_another_kind_is_refused()
    {
        byte[] dsa = [0, 0, 0, 7, .. "ssh-dss"u8];
        Assert.AreEqual(KeyFault.UnsupportedImport, SshFault($"ssh-dss {Convert.ToBase64String(dsa)}"));

        using RSA small = RSA.Create(1024);
        string line = SshRsa(small.ExportParameters(includePrivateParameters: false));
        Assert.AreEqual(KeyFault.ModulusLength, SshFault(line));
    }

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_PEM_public_key_is_read_back(KeyAlgorithm algorithm)
    {
        PublicKey key = Of(algorithm).Public;

        Assert.IsTrue(Pkcs8.TryImportPublic(Pkcs8.ExportPublic(key), out PublicKey? read, out _));
        Assert.AreEqual(key, read);
    }

    [TestMethod]
    public void The_framework_reads_our_public_keys()
    {
        using ECDsa ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(Pkcs8.ExportPublic(Of(KeyAlgorithm.P384).Public));
        Assert.AreEqual(384, ecdsa.KeySize);
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(Pkcs8.ExportPublic(Of(KeyAlgorithm.Rsa3072).Public));
        Assert.AreEqual(3072, rsa.KeySize);
    }

    [TestMethod]
    public void PKCS8_keys_of_the_framework_are_read_plain_and_encrypted()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using RSA rsa = RSA.Create(2048);
        PbeParameters pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000);
        foreach (AsymmetricAlgorithm key in (AsymmetricAlgorithm[])[ecdsa, rsa])
        {
            Assert.IsTrue(Pkcs8.TryImportPublic(key.ExportSubjectPublicKeyInfoPem(), out PublicKey? expected, out _));
            Assert.IsTrue(Pkcs8.TryImport(key.ExportPkcs8PrivateKeyPem(), default, out PrivateKey? plain, out _));
            Assert.AreEqual(expected, plain.Public);
            plain.Dispose();

            string sealedKey = key.ExportEncryptedPkcs8PrivateKeyPem("secret", pbe);
            Assert.IsTrue(Pkcs8.IsEncrypted(sealedKey));
            Assert.IsTrue(
                Pkcs8.TryImport(sealedKey, "secret"u8, out PrivateKey? opened, out KeyFault fault), fault.ToString());
            Assert.AreEqual(expected, opened.Public);
            opened.Dispose();
            Assert.AreEqual(KeyFault.WrongPassphrase, PemFault(sealedKey, "Secret"));
            Assert.AreEqual(KeyFault.PassphraseNeeded, PemFault(sealedKey, ""));
        }
    }

    [TestMethod]
    public void PKCS8_keys_that_are_not_ours_are_refused_by_name()
    {
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        using RSA small = RSA.Create(1024);
        PbeParameters slow = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10);

        Assert.AreEqual(KeyFault.UnknownCurve, PemFault(other.ExportPkcs8PrivateKeyPem()));
        Assert.AreEqual(KeyFault.ModulusLength, PemFault(small.ExportPkcs8PrivateKeyPem()));
        Assert.AreEqual(KeyFault.UnsupportedImport, PemFault(small.ExportRSAPrivateKeyPem()));
        Assert.AreEqual(KeyFault.UnsupportedImport, PemFault(small.ExportSubjectPublicKeyInfoPem()));
        Assert.AreEqual(KeyFault.NotImportable, PemFault("no PEM at all"));
        Assert.AreEqual(KeyFault.NotImportable, PemFault(PemEncoding.WriteString("PRIVATE KEY", [1, 2, 3])));
        Assert.AreEqual(
            KeyFault.NotImportable, PemFault(PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", [1, 2, 3]), "p"));
        Assert.AreEqual(KeyFault.NotImportable, PublicFault(PemEncoding.WriteString("PUBLIC KEY", [1, 2, 3])));
        Assert.AreEqual(KeyFault.UnsupportedImport, PublicFault(small.ExportPkcs8PrivateKeyPem()));
        Assert.AreEqual(KeyFault.ModulusLength, PublicFault(small.ExportSubjectPublicKeyInfoPem()));
        Assert.AreEqual(KeyFault.UnknownCurve, PublicFault(other.ExportSubjectPublicKeyInfoPem()));
        Assert.AreEqual(KeyFault.ModulusLength, PemFault(small.ExportEncryptedPkcs8PrivateKeyPem("p", slow), "p"));
    }

    [TestMethod]
    [DataRow("1.2.840.113549.1.5.12", new[] { 10_000_001 }, KeyFault.DerivationTooCostly)]
    [DataRow("1.2.840.113549.1.5.12", new[] { int.MaxValue }, KeyFault.DerivationTooCostly)]
    [DataRow("1.3.6.1.4.1.11591.4.11", new[] { 1 << 30, 8, 1 }, KeyFault.DerivationTooCostly)]
    [DataRow("1.3.6.1.4.1.11591.4.11", new[] { 1 << 15, 8, int.MaxValue }, KeyFault.DerivationTooCostly)]
    [DataRow("1.2.3.4", new[] { 1 }, KeyFault.UnknownProtection)]
    public void An_encrypted_PKCS8_key_is_refused_for_its_cost_before_any_work(
        string oid, int[] cost, KeyFault expected)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.5.13");
                using (writer.PushSequence())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(oid);
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(new byte[8]);
                        Array.ForEach(cost, number => writer.WriteInteger(number));
                    }
                }
            }

            writer.WriteOctetString(new byte[64]);
        }

        string pem = PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", writer.Encode());
        TimeSpan refusal = ShortestTime.Of(() => Assert.AreEqual(expected, PemFault(pem, "p")));
        TimeSpan work = ShortestTime.Of(
            () => Rfc2898DeriveBytes.Pbkdf2("p", new byte[8], 200_000, HashAlgorithmName.SHA256, 32));
        Assert.IsLessThan(work, refusal);
    }

    [TestMethod]
    public void An_import_of_any_flipped_bit_gives_a_fault_or_another_key()
    {
        byte[] der = Of(KeyAlgorithm.Ed25519).Public.ToSubjectPublicKeyInfo();
        for (int bit = 0; bit < 8 * der.Length; bit++)
        {
            byte[] changed = [.. der];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            string pem = PemEncoding.WriteString("PUBLIC KEY", changed);
            bool read = Pkcs8.TryImportPublic(pem, out PublicKey? key, out _);
            Assert.IsTrue(!read || !Of(KeyAlgorithm.Ed25519).Public.Equals(key), $"bit {bit}");
        }
    }

    private static string SshRsa(RSAParameters numbers)
    {
        List<byte> blob = [];
        foreach (byte[] part in (byte[][])["ssh-rsa"u8.ToArray(), numbers.Exponent!, [0, .. numbers.Modulus!]])
        {
            blob.AddRange([0, 0, 0, (byte)part.Length, .. part]);
        }

        return $"ssh-rsa {Convert.ToBase64String([.. blob])}";
    }

    private static KeyFault SshFault(string line) =>
        OpenSsh.TryImport(line, out _, out KeyFault fault) ? KeyFault.None : fault;

    private static KeyFault PublicFault(string pem) =>
        Pkcs8.TryImportPublic(pem, out _, out KeyFault fault) ? KeyFault.None : fault;

    private static KeyFault PemFault(string pem, string passphrase = "")
    {
        bool read = Pkcs8.TryImport(pem, Encoding.UTF8.GetBytes(passphrase), out PrivateKey? key, out KeyFault fault);
        key?.Dispose();
        return read ? KeyFault.None : fault;
    }
}

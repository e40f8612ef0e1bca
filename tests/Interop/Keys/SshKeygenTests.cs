using System.Security.Cryptography;
using HiperNet.Spki.Keys;
using HiperNet.Testing;

namespace HiperNet.Interop.Tests.Keys;

/// <summary>Public keys go to ssh-keygen and come from it.</summary>
[TestClass]
[RequiresProgram("ssh-keygen")]
public sealed class SshKeygenTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ssh");

    [TestCleanup]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [TestMethod]
    [DataRow(KeyAlgorithm.P256, "256", "(ECDSA)")]
    [DataRow(KeyAlgorithm.P384, "384", "(ECDSA)")]
    [DataRow(KeyAlgorithm.Rsa2048, "2048", "(RSA)")]
    [DataRow(KeyAlgorithm.Rsa3072, "3072", "(RSA)")]
    [DataRow(KeyAlgorithm.Ed25519, "256", "(ED25519)")]
    public void A_line_of_ours_has_the_right_fingerprint_there(KeyAlgorithm algorithm, string bits, string kind)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        string path = Path.Combine(folder.FullName, "key.pub");
        string line = OpenSsh.Export(key.Public, "a comment");
        File.WriteAllText(path, line + "\n");
        byte[] blob = Convert.FromBase64String(line.Split(' ')[1]);
        string print = Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');

        Assert.AreEqual($"{bits} SHA256:{print} a comment {kind}", Tool.Run("ssh-keygen", "-l", "-f", path).Trim());
    }

    [TestMethod]
    [DataRow("ecdsa", "256", KeyAlgorithm.P256)]
    [DataRow("ecdsa", "384", KeyAlgorithm.P384)]
    [DataRow("rsa", "2048", KeyAlgorithm.Rsa2048)]
    [DataRow("rsa", "3072", KeyAlgorithm.Rsa3072)]
    [DataRow("ed25519", "256", KeyAlgorithm.Ed25519)]
    public void A_key_of_ssh_keygen_is_imported(string type, string bits, KeyAlgorithm algorithm)
    {
        string path = Path.Combine(folder.FullName, "key");
        Tool.Run("ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-C", "a comment", "-f", path);
        string line = File.ReadAllText(path + ".pub");

        Assert.IsTrue(OpenSsh.TryImport(line, out PublicKey? key, out KeyFault fault), fault.ToString());
        Assert.AreEqual(algorithm, key.Algorithm);
        Assert.AreEqual(line.Trim(), OpenSsh.Export(key, "a comment"));
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.Rsa2048)]
    public void A_PEM_key_of_ours_is_converted_there_to_the_same_line(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        string path = Path.Combine(folder.FullName, "key.pem");
        File.WriteAllText(path, Pkcs8.ExportPublic(key.Public));

        Assert.AreEqual(OpenSsh.Export(key.Public), Tool.Run("ssh-keygen", "-i", "-m", "PKCS8", "-f", path).Trim());
    }
}

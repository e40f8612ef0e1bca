using System.Text;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Fuzz;

/// <summary>No key file, however damaged, breaks a reader, and none opens to another key than it says.</summary>
[TestClass]
public sealed class KeyFuzzTests
{
    private static readonly byte[] Passphrase = "correct horse"u8.ToArray();

    private static readonly ScryptCost Cheapest = new(1 << 14, 8, 1);

    private static SexpNode[] PrivateKeys { get; } = [.. KeyAlgorithms.All.Select(algorithm =>
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        return (SexpNode)key.ToSexp();
    })];

    [TestMethod]
    public void No_private_key_breaks_its_reader()
    {
        int made = 0;
        int accepted = FuzzRun.Each(
            4_000,
            source =>
            {
                made++;
                SexpNode key = PrivateKeys[source.Below(PrivateKeys.Length)];
                return source.Below(4) == 0
                    ? source.Mutate(key.Canonical.Span)
                    : SexpMutator.Mutate(key, source, PrivateKeys).Canonical.ToArray();
            },
            input =>
            {
                if (!SexpNode.TryParse(input, null, out SexpNode? node, out _))
                {
                    return false;
                }

                bool isKey = PrivateKey.TryParse(node!, [], out PrivateKey? key, out KeyFault fault);
                Assert.AreEqual(isKey, fault == KeyFault.None);
                using (key)
                {
                    // What is read must be what would be written: one key has one spelling.
                    Assert.IsTrue(!isKey || key!.ToSexp().Equals(node));
                }

                return isKey;
            });

        // An empty change, or one that another takes back, leaves a key; nothing else does.
        Assert.IsLessThan(made / 10, accepted);
    }

    [TestMethod]
    public void No_protected_key_breaks_its_reader_or_opens_after_a_change()
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.P256);
        SexpNode sealedKey = key.ToProtectedSexp(Passphrase, Cheapest);
        FuzzRun.Each(
            300,
            source => SexpMutator.Mutate(sealedKey, source, PrivateKeys).Canonical.ToArray(),
            input =>
            {
                Assert.IsTrue(SexpNode.TryParse(input, null, out SexpNode? node, out _));
                bool isKey = PrivateKey.TryParse(node!, Passphrase, out PrivateKey? opened, out KeyFault fault);
                Assert.AreEqual(isKey, fault == KeyFault.None);
                using (opened)
                {
                    Assert.IsTrue(!isKey || node!.Equals(sealedKey) || PrivateKeys.Any(other => other.Equals(node)));
                }

                return isKey;
            });
    }

    [TestMethod]
    public void No_text_breaks_the_import()
    {
        List<byte[]> seeds = [];
        foreach (KeyAlgorithm algorithm in KeyAlgorithms.All)
        {
            using PrivateKey key = PrivateKey.Generate(algorithm);
            seeds.Add(Encoding.ASCII.GetBytes(Pkcs8.ExportPublic(key.Public)));
            seeds.Add(Encoding.ASCII.GetBytes(OpenSsh.Export(key.Public, "a comment")));
        }

        FuzzRun.Each(
            20_000,
            source => source.Mutate(seeds[source.Below(seeds.Count)]),
            input =>
            {
                string text = Encoding.Latin1.GetString(input);
                bool isSsh = OpenSsh.TryImport(text, out PublicKey? ssh, out KeyFault sshFault);
                bool isPem = Pkcs8.TryImportPublic(text, out PublicKey? pem, out KeyFault pemFault);
                Assert.AreEqual(isSsh, sshFault == KeyFault.None);
                Assert.AreEqual(isPem, pemFault == KeyFault.None);
                Assert.AreEqual(
                    Pkcs8.TryImport(text, Passphrase, out PrivateKey? secret, out KeyFault fault),
                    fault == KeyFault.None);
                Assert.IsNull(secret);
                foreach (PublicKey? read in (PublicKey?[])[ssh, pem])
                {
                    Assert.IsTrue(read is null || PublicKey.TryParse(read.Sexp, out _, out _));
                }

                return isSsh || isPem;
            });
    }
}

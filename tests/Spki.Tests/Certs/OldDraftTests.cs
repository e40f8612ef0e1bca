using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Certs;

/// <summary>
/// The known answers of the drafts, and why their samples count for nothing; see tests/data/draft-06.
/// </summary>
[TestClass]
public sealed class OldDraftTests
{
    [TestMethod]
    [SuppressMessage("Security", "CA5350", Justification = "The draft's own known answer.")]
    [SuppressMessage("Security", "CA5351", Justification = "The draft's own known answer.")]
    public void The_key_of_draft_06_has_the_hashes_that_the_draft_gives()
    {
        ReadOnlySpan<byte> canonical = SexpFile.ReadOne(PathOf("key.sexp")).Canonical.Span;

        Assert.AreEqual("9710f155723bc5f4e0422ea53ff7c495", Convert.ToHexStringLower(MD5.HashData(canonical)));
        Assert.AreEqual("1a6f6d621abd4476f16d0800fe4c32d06ff62e93", Convert.ToHexStringLower(SHA1.HashData(canonical)));
    }

    [TestMethod]
    [DataRow("key.sexp")]
    [DataRow("example.sexp")]
    public void A_key_in_the_spelling_of_the_drafts_is_refused(string file)
    {
        Assert.IsFalse(PublicKey.TryParse(SexpFile.Read(PathOf(file))[0], out _, out KeyFault fault));
        Assert.AreEqual(KeyFault.WeakHash, fault);
    }

    [TestMethod]
    public void A_signature_with_md5_is_refused_though_its_arithmetic_is_right()
    {
        IReadOnlyList<SexpNode> example = SexpFile.Read(PathOf("example.sexp"));
        BigInteger modulus = Number(example[0], 1, 2, 1);
        BigInteger signed = BigInteger.ModPow(Number(example[1], 3, 1, 1, 1), 3, modulus);
        byte[] digest = Octets(example[1], 1, 2);

        Assert.AreEqual(new BigInteger(digest, isUnsigned: true, isBigEndian: true), signed % BigInteger.Pow(2, 128));
        Assert.IsFalse(SpkiObject.TryParse(example[1], out _, out CertError error));
        Assert.AreEqual(KeyFault.WeakHash, error.Key);
    }

    private static string PathOf(string file) => RepositoryFiles.PathOf("tests", "data", "draft-06", file);

    private static BigInteger Number(SexpNode node, params int[] path) =>
        new(Octets(node, path), isUnsigned: true, isBigEndian: true);

    private static byte[] Octets(SexpNode node, params int[] path)
    {
        foreach (int index in path)
        {
            node = ((SexpList)node)[index];
        }

        return ((SexpAtom)node).Octets.ToArray();
    }
}

using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Text;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Text;

/// <summary>Guix's spelling of an access control list is ours; see tests/data/guix.</summary>
[TestClass]
public sealed class GuixAclTests
{
    [TestMethod]
    public void The_text_has_the_canonical_form_that_nettle_gives_it() => CollectionAssert.AreEqual(
        File.ReadAllBytes(PathOf("acl.canonical")), SexpFile.ReadOne(PathOf("acl")).Canonical.ToArray());

    [TestMethod]
    public void It_is_an_ACL_whose_keys_are_ours()
    {
        bool isRead = SpkiObject.TryParse(
            SexpFile.ReadOne(PathOf("acl")), out SpkiObject? read, out CertError error);
        Assert.IsTrue(isRead, $"{error}");
        Acl acl = Assert.IsInstanceOfType<Acl>(read);

        Assert.HasCount(2, acl.Entries);
        foreach (AclEntry entry in acl.Entries)
        {
            Assert.IsTrue(PublicKey.TryParse(entry.Node[1], out PublicKey? key, out KeyFault fault), $"{fault}");
            Assert.AreEqual(KeyAlgorithm.Ed25519, key.Algorithm);
            Assert.AreEqual(key.Principal, Assert.IsInstanceOfType<KeySubject>(entry.Subject).Key.Principal);
            Assert.AreEqual(World.Tag("(guix import)"), entry.Tag);
            Assert.AreEqual(Delegation.None, entry.Delegation);
        }
    }

    private static string PathOf(string file) => RepositoryFiles.PathOf("tests", "data", "guix", file);
}

using System.Runtime.Versioning;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using static HiperNet.Spki.Tests.Keys.TestKeys;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class KeyFileTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("keys");

    [TestCleanup]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [TestMethod]
    public void A_private_key_file_belongs_to_its_owner_alone()
    {
        string path = Path.Combine(folder.FullName, "key");
        SexpList form = Of(KeyAlgorithm.P256).ToSexp();
        KeyFile.Save(path, form);

        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.AreEqual(form, KeyFile.Load(path));
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFiles(folder.FullName));
    }

    [TestMethod]
    public void A_protected_key_file_belongs_to_its_owner_alone_too()
    {
        string path = Path.Combine(folder.FullName, "key");
        KeyFile.Save(path, Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8));

        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [TestMethod]
    public void A_public_key_file_is_for_all()
    {
        string path = Path.Combine(folder.FullName, "key.pub");
        SexpList form = Of(KeyAlgorithm.Rsa3072).Public.Sexp;
        KeyFile.Save(path, form);

        Assert.AreEqual(form, KeyFile.Load(path));
        Assert.IsTrue(File.ReadAllLines(path).All(line => line.Length <= 64));
    }

    [TestMethod]
    public void A_file_that_is_there_is_replaced_on_request_only()
    {
        string path = Path.Combine(folder.FullName, "key");
        SexpList first = Of(KeyAlgorithm.P256).ToSexp();
        SexpList second = Of(KeyAlgorithm.Ed25519).ToSexp();
        KeyFile.Save(path, first);

        Assert.ThrowsExactly<IOException>(() => KeyFile.Save(path, second));
        Assert.AreEqual(first, KeyFile.Load(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        KeyFile.Save(path, second, overwrite: true);
        Assert.AreEqual(second, KeyFile.Load(path));
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFiles(folder.FullName));
    }

    [TestMethod]
    public void A_link_is_replaced_and_not_followed()
    {
        string target = Path.Combine(folder.FullName, "target");
        string path = Path.Combine(folder.FullName, "key");
        File.WriteAllText(target, "untouched");
        File.CreateSymbolicLink(path, target);

        Assert.ThrowsExactly<IOException>(() => KeyFile.Save(path, Of(KeyAlgorithm.P256).ToSexp()));
        KeyFile.Save(path, Of(KeyAlgorithm.P256).ToSexp(), overwrite: true);
        Assert.AreEqual("untouched", File.ReadAllText(target));
        Assert.IsNull(new FileInfo(path).LinkTarget);
    }

    [TestMethod]
    [DataRow(UnixFileMode.GroupRead)]
    [DataRow(UnixFileMode.GroupWrite)]
    [DataRow(UnixFileMode.OtherRead)]
    [DataRow(UnixFileMode.OtherWrite)]
    [DataRow(UnixFileMode.OtherExecute)]
    public void A_private_key_that_others_can_reach_is_not_loaded(UnixFileMode extra)
    {
        string path = Path.Combine(folder.FullName, "key");
        KeyFile.Save(path, Of(KeyAlgorithm.P256).ToSexp());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);

        UnauthorizedAccessException error =
            Assert.ThrowsExactly<UnauthorizedAccessException>(() => KeyFile.Load(path));
        Assert.Contains("chmod 600", error.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_is_not_one_object_is_not_loaded()
    {
        string path = Path.Combine(folder.FullName, "key");
        foreach (string text in (string[])["", "(public-key x)", "{AAAA}", "3:abc3:def", new string(' ', 70_000)])
        {
            File.WriteAllText(path, text);
            Assert.ThrowsExactly<InvalidDataException>(() => KeyFile.Load(path), text);
        }

        Assert.ThrowsExactly<FileNotFoundException>(() => KeyFile.Load(path + "x"));
    }

    [TestMethod]
    public void The_public_part_is_read_from_any_key_form()
    {
        PrivateKey made = Of(KeyAlgorithm.P256);
        foreach (SexpNode form in (SexpNode[])[made.Public.Sexp, made.ToSexp(), made.ToProtectedSexp("p"u8)])
        {
            Assert.IsTrue(KeyFile.TryReadPublic(form, out PublicKey? key, out _));
            Assert.AreEqual(Of(KeyAlgorithm.P256).Public, key);
        }

        Assert.IsFalse(KeyFile.TryReadPublic("x", out _, out KeyFault fault));
        Assert.AreEqual(KeyFault.NotAPublicKey, fault);
    }
}

using System.Runtime.Versioning;
using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.Hiper.Tests;

[TestClass]
[SupportedOSPlatform("linux")]
public sealed class KeyTests
{
    private const UnixFileMode Mode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [TestMethod]
    [DataRow("p256", "2001:22:")]
    [DataRow("p384", "2001:22:")]
    [DataRow("rsa2048", "2001:21:")]
    [DataRow("rsa3072", "2001:21:")]
    [DataRow("ed25519", "2001:25:")]
    public void A_new_key_shows_its_names_and_not_its_secret(string type, string prefix)
    {
        using Scratch scratch = new();
        string principal = Cli.Run("key", "new", "--type", type, "--out", scratch["k"]).Expect(0).Text.Trim();

        JsonElement shown = Cli.Run("key", "show", scratch["k"], "--json").Expect(0).Json("done");
        string text = Cli.Run("key", "show", scratch["k"]).Expect(0).Text;

        Assert.AreEqual(Mode0600, File.GetUnixFileMode(scratch["k"]));
        Assert.AreEqual(principal, shown.GetProperty("principal_sexp").GetString());
        Assert.AreEqual(type, shown.GetProperty("algorithm").GetString());
        Assert.IsTrue(shown.GetProperty("private").GetBoolean());
        Assert.StartsWith(prefix, shown.GetProperty("hit").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("1.", shown.GetProperty("lsi").GetString(), StringComparison.Ordinal);
        foreach (string name in (string[])["principal_sexp", "hit", "lsi", "openssh", "algorithm"])
        {
            Assert.Contains(shown.GetProperty(name).GetString()!, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("private-key", shown.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("private-key", text, StringComparison.Ordinal);
        Assert.DoesNotContain("(d ", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_principal_is_the_hash_of_the_public_key()
    {
        using Scratch scratch = new();
        string principal = Cli.Run("key", "new", "--out", scratch["k"]).Expect(0).Text.Trim();

        byte[] key = Cli.Run("key", "show", scratch["k"], "--format", "sexp").Expect(0).Output;
        string hash = Cli.RunWith(key, "sexp", "hash").Expect(0).Text.Trim();

        Assert.AreEqual($"(hash sha256 #{hash}#)", principal);
    }

    [TestMethod]
    public void A_public_key_shows_the_same_names_in_every_form()
    {
        using Scratch scratch = new();
        Cli.Run("key", "new", "--type", "ed25519", "--out", scratch["k"]).Expect(0);
        string expected = Names(Cli.Run("key", "show", scratch["k"], "--json"));
        byte[] sexp = Cli.Run("key", "show", scratch["k"], "--format", "sexp").Expect(0).Output;
        byte[] openSsh = Cli.Run("key", "show", scratch["k"], "--format", "openssh").Expect(0).Output;

        Assert.AreEqual(expected, Names(Cli.RunWith(sexp, "key", "show", "-", "--json")));
        Assert.AreEqual(expected, Names(Cli.RunWith(openSsh, "key", "show", "-", "--json")));
        foreach (string form in (string[])["canonical", "transport"])
        {
            byte[] other = Cli.RunWith(sexp, "sexp", "convert", "--to", form).Expect(0).Output;
            Assert.AreEqual(expected, Names(Cli.RunWith(other, "key", "show", "-", "--json")), form);
        }
    }

    [TestMethod]
    public void An_existing_file_is_replaced_only_by_force()
    {
        using Scratch scratch = new();
        string first = Cli.Run("key", "new", "--out", scratch["k"]).Expect(0).Text;

        Cli.Run("key", "new", "--out", scratch["k"]).Expect(1);
        Cli.Run("key", "new", "--out", scratch["k"], "--json").Expect(1).Json("refused");
        string shown = Cli.Run("key", "show", scratch["k"]).Expect(0).Text;
        Assert.Contains(first.Trim(), shown, StringComparison.Ordinal);
        string second = Cli.Run("key", "new", "--out", scratch["k"], "--force").Expect(0).Text;
        Assert.AreNotEqual(first, second);
        Assert.AreEqual(Mode0600, File.GetUnixFileMode(scratch["k"]));
    }

    [TestMethod]
    public void A_private_key_never_goes_to_the_standard_output()
    {
        Outcome outcome = Cli.Run("key", "new", "--out", "-").Expect(2);

        Assert.AreEqual("", outcome.Text);
    }

    [TestMethod]
    public void A_protected_key_shows_without_its_passphrase_and_holds_no_secret_in_the_open()
    {
        using Scratch scratch = new();
        string passphrase = scratch.Write("p", "correct horse\n");
        Cli.Run("key", "new", "--out", scratch["k"], "--passphrase-file", passphrase).Expect(0);

        JsonElement shown = Cli.Run("key", "show", scratch["k"], "--json").Expect(0).Json("done");
        string file = Cli.Run("sexp", "convert", "--to", "advanced", scratch["k"]).Expect(0).Text;

        Assert.IsTrue(shown.GetProperty("protected").GetBoolean());
        Assert.StartsWith("(protected-private-key", file, StringComparison.Ordinal);
        Assert.DoesNotContain("(d ", file, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_passphrase_needs_a_terminal_or_a_file_with_one()
    {
        using Scratch scratch = new();

        Cli.Run("key", "new", "--out", scratch["k"], "--passphrase").Expect(2);
        Cli.Run("key", "new", "--out", scratch["k"], "--passphrase-file", scratch.Write("e", "\n")).Expect(3);
        Cli.Run("key", "new", "--out", scratch["k"], "--passphrase-file", scratch.Write("l", new string('x', 1025)))
            .Expect(3);
        Assert.IsFalse(File.Exists(scratch["k"]));
    }

    [TestMethod]
    public void A_private_key_that_others_can_read_is_refused()
    {
        using Scratch scratch = new();
        Cli.Run("key", "new", "--out", scratch["k"]).Expect(0);
        File.SetUnixFileMode(scratch["k"], Mode0600 | UnixFileMode.GroupRead);

        Outcome outcome = Cli.Run("key", "show", scratch["k"]).Expect(4);

        Assert.Contains("chmod 600", outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    [RequiresProgram("openssl")]
    [DataRow("p256", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")]
    [DataRow("p384", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384")]
    [DataRow("rsa2048", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")]
    [DataRow("ed25519", "-algorithm", "ED25519")]
    public void A_key_of_OpenSSL_is_imported(string type, params string[] options)
    {
        using Scratch scratch = new();
        byte[] pem = Cli.RunOther("openssl", [], ["genpkey", .. options]).Output;
        byte[] publicPem = Cli.RunOther("openssl", pem, "pkey", "-pubout").Output;

        string principal = Cli.RunWith(pem, "key", "import", "-", "--out", scratch["k"]).Expect(0).Text;
        string publicOnly = Cli.RunWith(publicPem, "key", "import", "-", "--out", scratch["pub"]).Expect(0).Text;
        JsonElement shown = Cli.Run("key", "show", scratch["k"], "--json").Expect(0).Json("done");
        JsonElement shownPublic = Cli.Run("key", "show", scratch["pub"], "--json").Expect(0).Json("done");

        Assert.AreEqual(principal, publicOnly);
        Assert.AreEqual(type, shown.GetProperty("algorithm").GetString());
        Assert.AreEqual(Mode0600, File.GetUnixFileMode(scratch["k"]));
        Assert.IsFalse(shownPublic.GetProperty("private").GetBoolean());
    }

    [TestMethod]
    [RequiresProgram("openssl")]
    public void An_encrypted_PEM_opens_with_its_passphrase_only()
    {
        using Scratch scratch = new();
        string pem = scratch["pem"];
        Cli.RunOther(
            "openssl", [], "genpkey", "-algorithm", "ED25519", "-aes256", "-pass", "pass:right", "-out", pem);

        Cli.Run("key", "show", pem).Expect(2);
        Cli.Run("key", "show", pem, "--passphrase-file", scratch.Write("w", "wrong")).Expect(1);
        Cli.Run("key", "show", pem, "--passphrase-file", scratch.Write("r", "right")).Expect(0);
        Cli.Run("key", "import", pem, "--source-passphrase-file", scratch["r"], "--out", scratch["k"]).Expect(0);
    }

    [TestMethod]
    [RequiresProgram("ssh-keygen")]
    [DataRow("p256")]
    [DataRow("rsa2048")]
    [DataRow("ed25519")]
    public void OpenSSH_reads_our_public_keys(string type)
    {
        using Scratch scratch = new();
        Cli.Run("key", "new", "--type", type, "--out", scratch["k"]).Expect(0);
        byte[] line = Cli.Run("key", "show", scratch["k"], "--format", "openssh").Expect(0).Output;
        File.WriteAllBytes(scratch["pub"], line);

        Outcome outcome = Cli.RunOther("ssh-keygen", [], "-l", "-f", scratch["pub"]);

        Assert.AreEqual(0, outcome.ExitCode, outcome.Errors);
        Assert.Contains("SHA256:", outcome.Text, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("(public-key)")]
    [DataRow("(public-key (ecc (curve secp256k1) (q #04#)))")]
    [DataRow("ssh-dss AAAA")]
    [DataRow("ssh-ed25519 AAAA")]
    [DataRow("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")]
    [DataRow("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [DataRow("-----BEGIN PRIVATE KEY-----\n")]
    public void What_is_no_key_is_malformed(string text)
    {
        using Scratch scratch = new();
        string file = scratch.Write("k", text);

        Cli.Run("key", "show", file).Expect(3);
        Cli.Run("key", "show", file, "--json").Expect(3).Json("malformed");
        Cli.Run("key", "import", file, "--out", scratch["o"]).Expect(3);
        Assert.IsFalse(File.Exists(scratch["o"]));
    }

    private static string Names(Outcome outcome)
    {
        JsonElement json = outcome.Expect(0).Json("done");
        string[] names = ["algorithm", "principal", "hit", "lsi", "openssh", "public_key"];
        return string.Join('\n', names.Select(name => json.GetProperty(name).GetString()));
    }
}

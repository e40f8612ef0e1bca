using System.Text.Json;

namespace HiperNet.Hiper.Tests;

[TestClass]
public sealed class CertTests
{
    private const string Noon = Chain.Noon;

    [TestMethod]
    public void A_chain_is_granted_and_told_link_by_link()
    {
        using Chain chain = new();

        Outcome outcome = chain.Verify("use", "--label", chain["H"], chain["RH.cert"], chain["HU.cert"]).Expect(0);

        Assert.AreEqual(
            $"""
            granted: (vm R use) to U at {Noon} until 2026-12-01_00:00:00
              R grants (vm R) to H until 2027-01-01_00:00:00, who may pass it on
              H grants (vm R (* set use console)) to U until 2026-12-01_00:00:00

            """,
            outcome.Text);
    }

    [TestMethod]
    public void The_order_of_the_certificates_does_not_matter()
    {
        using Chain chain = new();

        chain.Verify("use", chain["HU.cert"], chain["RH.cert"]).Expect(0);
    }

    [TestMethod]
    public void A_granted_request_answers_in_json_with_the_chain_and_the_proof()
    {
        using Chain chain = new();

        JsonElement json = chain.Verify("use", "--json", chain["RH.cert"], chain["HU.cert"]).Expect(0).Json("done");

        Assert.IsTrue(json.GetProperty("granted").GetBoolean());
        Assert.AreEqual("2026-12-01_00:00:00", json.GetProperty("until").GetString());
        Assert.AreEqual(2, json.GetProperty("chain").GetArrayLength());
        File.WriteAllText(chain["proof"], json.GetProperty("proof").GetString());
        chain.Verify("use", chain["proof"]).Expect(0);
    }

    [TestMethod]
    [DataRow("start", Noon, "TooNarrow", "does not include")]
    [DataRow("use", "2026-12-01_00:00:01", "Expired", "expired at 2026-12-01_00:00:00")]
    public void A_refused_request_exits_with_1_and_says_why(string right, string at, string reason, string words)
    {
        using Chain chain = new();
        string[] certificates = [chain["RH.cert"], chain["HU.cert"]];

        Outcome outcome = chain.VerifyAt(at, right, certificates);
        JsonElement json = chain.VerifyAt(at, right, ["--json", .. certificates]).Json("refused");

        Assert.AreEqual(1, outcome.ExitCode, outcome.Errors);
        Assert.StartsWith("refused: ", outcome.Text, StringComparison.Ordinal);
        StringAssert.Contains(outcome.Text, words, StringComparison.Ordinal);
        Assert.IsFalse(json.GetProperty("granted").GetBoolean());
        Assert.AreEqual(reason, json.GetProperty("reason").GetString());
    }

    [TestMethod]
    public void A_missing_link_is_named()
    {
        using Chain chain = new();

        JsonElement json = chain.Verify("use", "--json", chain["HU.cert"]).Json("refused");

        Assert.AreEqual("MissingLink", json.GetProperty("reason").GetString());
    }

    [TestMethod]
    public void A_revoked_certificate_is_refused_and_its_sister_is_not()
    {
        using Chain chain = new();
        chain.Issue("H", "U", "use", "2026-12-02", "sister.cert");
        string[] list = ["--not-before", Noon, "--out", chain["H.crl"]];
        Cli.Run(["cert", "revoke", "--key", chain["H"], .. list, chain["HU.cert"]]).Expect(0);

        Outcome refused = chain.Verify("use", "--json", "--crl", chain["H.crl"], chain["RH.cert"], chain["HU.cert"]);
        Outcome granted = chain.Verify("use", "--crl", chain["H.crl"], chain["RH.cert"], chain["sister.cert"]);

        Assert.AreEqual("Revoked", refused.Json("refused").GetProperty("reason").GetString());
        granted.Expect(0);
    }

    [TestMethod]
    public void A_revoked_key_takes_its_certificates_with_it()
    {
        using Chain chain = new();
        string[] list = ["--not-before", Noon, "--out", chain["R.crl"]];
        Cli.Run(["cert", "revoke", "--key", chain["R"], .. list, chain["H"]]).Expect(0);

        Outcome refused = chain.Verify("use", "--json", "--crl", chain["R.crl"], chain["RH.cert"], chain["HU.cert"]);

        Assert.AreEqual("Revoked", refused.Json("refused").GetProperty("reason").GetString());
    }

    [TestMethod]
    public void An_addition_to_a_list_counts_with_the_list()
    {
        using Chain chain = new();
        string[] revoke = ["cert", "revoke", "--key", chain["H"], "--not-before", Noon];
        Cli.Run([.. revoke, "--out", chain["1.crl"]]).Expect(0);
        Cli.Run([.. revoke, "--add-to", chain["1.crl"], "--out", chain["2.crl"], chain["HU.cert"]]).Expect(0);
        string[] lists = ["--crl", chain["1.crl"], "--crl", chain["2.crl"]];

        chain.Verify("use", ["--crl", chain["1.crl"], chain["RH.cert"], chain["HU.cert"]]).Expect(0);
        Outcome refused = chain.Verify("use", ["--json", .. lists, chain["RH.cert"], chain["HU.cert"]]);

        Assert.AreEqual("Revoked", refused.Json("refused").GetProperty("reason").GetString());
    }

    [TestMethod]
    public void Named_delegation_reaches_the_named_key_only()
    {
        using Chain chain = new();
        Cli.Run("key", "new", "--type", "ed25519", "--out", chain["U2"]).Expect(0);
        Cli.Run("key", "new", "--type", "ed25519", "--out", chain["U3"]).Expect(0);
        chain.Issue("H", "U", "use", "2026-12-01", "named.cert", "--propagate", chain["U2"]);
        chain.Issue("U", "U2", "use", "2026-12-01", "two.cert");
        chain.Issue("U", "U3", "use", "2026-12-01", "three.cert");
        string[] certificates = [chain["RH.cert"], chain["named.cert"], chain["two.cert"], chain["three.cert"]];

        chain.Ask("U2", Noon, "use", certificates).Expect(0);
        JsonElement other = chain.Ask("U3", Noon, "use", ["--json", .. certificates]).Json("refused");
        JsonElement strict = chain.Ask("U2", Noon, "use", ["--json", "--strict", .. certificates]).Json("refused");
        Assert.AreEqual("NotNamed", other.GetProperty("reason").GetString());
        Assert.AreEqual("NamedDelegation", strict.GetProperty("reason").GetString());
    }

    [TestMethod]
    public void Find_finds_the_chain_among_faulty_files_and_writes_the_proof()
    {
        using Chain chain = new();
        string odd = chain.Write("odd.cert", "(cert (issuer nobody))");
        string[] question = chain.Question("U", Noon, "use");

        Outcome found = Cli.Run(
            ["cert", "find", .. question, "--out", chain["proof"], chain["HU.cert"], odd, chain["RH.cert"]]).Expect(0);

        StringAssert.Contains(found.Text, "note: " + odd + ": line 1", StringComparison.Ordinal);
        chain.Verify("use", chain["proof"]).Expect(0);
        Assert.AreEqual(3, Cli.Run(["cert", "verify", .. question, odd]).ExitCode);
    }

    [TestMethod]
    public void Show_says_that_nothing_is_verified()
    {
        using Chain chain = new();

        Outcome text = Cli.Run("cert", "show", chain["RH.cert"]).Expect(0);
        JsonElement json = Cli.Run("cert", "show", "--json", chain["RH.cert"]).Expect(0).Json("done");

        StringAssert.Contains(text.Text, "not verified", StringComparison.Ordinal);
        Assert.IsFalse(json.GetProperty("verified").GetBoolean());
        Assert.AreEqual("cert", json.GetProperty("objects")[1].GetProperty("kind").GetString());
    }

    [TestMethod]
    public void An_acl_in_the_advanced_form_is_a_root()
    {
        using Chain chain = new();
        string h = Chain.Principal("H");
        string acl = chain.Write("acl", $"(acl\n (entry {h} (propagate)\n  (tag (vm {Chain.Principal("R")}))))\n");
        string request = $"(vm {Chain.Principal("R")} use)";

        string[] question = ["--acl", acl, "--subject", chain["U"], "--request", request, "--at", Noon];

        Cli.Run(["cert", "verify", .. question, chain["HU.cert"]]).Expect(0);
    }

    [TestMethod]
    [DataRow("canonical")]
    [DataRow("transport")]
    [DataRow("advanced")]
    public void Files_hold_any_of_the_three_forms(string form)
    {
        using Chain chain = new();
        foreach (string file in new[] { "RH.cert", "HU.cert" })
        {
            Outcome converted = Cli.Run("sexp", "convert", "--to", form, chain[file]).Expect(0);
            File.WriteAllBytes(chain[file], converted.Output);
        }

        chain.Verify("use", chain["RH.cert"], chain["HU.cert"]).Expect(0);
    }

    [TestMethod]
    public void A_faulty_certificate_is_named_with_its_file_and_line()
    {
        using Chain chain = new();
        string odd = chain.Write("odd.cert", "(do hash sha256)\n\n(cert (issuer nobody))\n");

        Outcome outcome = Cli.Run("cert", "show", odd).Expect(3);

        StringAssert.Contains(outcome.Errors, odd + ": line 3: ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(2, "--at", "yesterday")]
    [DataRow(1, "--request", "(vm (* set a b))")]
    [DataRow(3, "--request", "(vm ())")]
    [DataRow(3, "--request", "(vm")]
    [DataRow(2, "--root", "no-such-file")]
    public void What_is_wrong_with_the_question_is_told(int exitCode, string option, string value)
    {
        using Chain chain = new();
        string[] question = chain.Question("U", Noon, "use");
        question[Array.IndexOf(question, option) + 1] = value;

        Cli.Run(["cert", "verify", .. question, chain["RH.cert"]]).Expect(exitCode);
        Cli.Run(["cert", "verify", "--json", .. question, chain["RH.cert"]])
            .Json(exitCode switch { 1 => "refused", 2 => "usage", _ => "malformed" });
    }

    [TestMethod]
    public void A_certificate_that_could_never_hold_is_not_issued()
    {
        using Chain chain = new();
        string[] issue = ["cert", "issue", "--key", chain["R"], "--subject", chain["H"], "--tag", "(a)"];

        Outcome outcome = Cli.Run([.. issue, "--not-before", "2027-01-01", "--not-after", "2026-01-01"]).Expect(3);

        StringAssert.Contains(outcome.Errors, "a validity that ends before it starts", StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_certificate_is_either_of_a_right_or_of_a_name()
    {
        using Chain chain = new();
        string[] issue = ["cert", "issue", "--key", chain["R"], "--subject", chain["H"]];

        Cli.Run(issue).Expect(2);
        Cli.Run([.. issue, "--tag", "(a)", "--define", "b"]).Expect(2);
        StringAssert.Contains(
            Cli.Run([.. issue, "--define", "friend", "--out", chain["name"]]).Expect(0).Text,
            "by the name friend",
            StringComparison.Ordinal);
    }
}

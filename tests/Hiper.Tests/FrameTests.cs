using System.Text.Json;

namespace HiperNet.Hiper.Tests;

/// <summary>Exit codes, errors and JSON, the same for every verb.</summary>
[TestClass]
public sealed class FrameTests
{
    [TestMethod]
    [DataRow("", "Required command")]
    [DataRow("sexp", "hiper sexp --help")]
    [DataRow("frobnicate", "'frobnicate' is not understood")]
    [DataRow("sexp convert", "'--to' is required")]
    [DataRow("sexp convert --to japanese", "'japanese' not recognized")]
    [DataRow("sexp hash --algorithm crc32", "'crc32' not recognized")]
    [DataRow("sexp hash a b", "'b' is not understood")]
    [DataRow("sexp hash --frob", "'--frob' is not understood")]
    [DataRow("sexp hash @file", "@file")]
    [DataRow("key new", "'--out' is required")]
    [DataRow("key show", "missing")]
    public void A_wrong_command_line_is_usage_and_exits_2(string line, string expected)
    {
        string[] args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Outcome plain = Cli.Run(args).Expect(2);
        Assert.Contains(expected, plain.Errors, StringComparison.Ordinal);
        Assert.AreEqual("", plain.Text);

        JsonElement json = Cli.Run([.. args, "--json"]).Expect(2).Json("usage");
        Assert.Contains(expected, json.GetProperty("error").GetString()!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("--help", "sexp")]
    [DataRow("sexp --help", "convert")]
    [DataRow("sexp convert --help", "--to <advanced|canonical|transport>")]
    [DataRow("sexp hash -h", "--algorithm")]
    [DataRow("key --help", "import")]
    [DataRow("key new -h", "--passphrase-file")]
    public void Help_is_no_error(string line, string expected)
    {
        Outcome outcome = Cli.Run(line.Split(' ')).Expect(0);

        Assert.Contains(expected, outcome.Text, StringComparison.Ordinal);
        Assert.Contains("--json", outcome.Text, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(">&-")]
    [DataRow(">/dev/full")]
    public void An_output_that_takes_nothing_exits_4(string redirection)
    {
        using Scratch scratch = new();
        string file = scratch.Write("a", "(a)");

        Cli.RunRedirected(redirection, "sexp", "hash", file).Expect(4);
        Cli.RunRedirected(redirection, "sexp", "hash", "--json", file).Expect(4);
    }

    [TestMethod]
    [DataRow("2>&-")]
    [DataRow("2>/dev/full")]
    [DataRow(">&- 2>&-")]
    public void An_error_that_nobody_hears_keeps_its_exit_code(string redirection) =>
        Assert.AreEqual(2, Cli.RunRedirected(redirection, "frobnicate", "--json").ExitCode);

    [TestMethod]
    public void A_reader_that_leaves_early_is_no_error()
    {
        using Scratch scratch = new();
        string file = scratch.Write("a", "\"" + new string('a', 1 << 20) + "\"");

        Outcome outcome = Cli.RunOther(
            "sh", [], "-c", "\"$0\" sexp convert --to canonical \"$1\" | head -c 3", Cli.Program, file);

        Assert.AreEqual("104", outcome.Text);
        Assert.AreEqual("", outcome.Errors);
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_usage()
    {
        Cli.Run("sexp", "hash", "/does/not/exist").Expect(2);
        Cli.Run("sexp", "hash", "/does/not/exist", "--json").Expect(2).Json("usage");
    }

    [TestMethod]
    public void A_folder_in_the_place_of_a_file_is_the_environment_s() =>
        Cli.Run("sexp", "hash", "/", "--json").Expect(4).Json("environment");
}

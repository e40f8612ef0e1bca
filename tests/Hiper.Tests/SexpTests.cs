using System.Text;
using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.Hiper.Tests;

[TestClass]
public sealed class SexpTests
{
    private const string Advanced = "(a #0102# \"b c\" (d #010203#))";
    private const string Canonical = "(1:a2:\u0001\u00023:b c(1:d3:\u0001\u0002\u0003))";
    private const string Transport = "{KDE6YTI6AQIzOmIgYygxOmQzOgECAykp}";

    [TestMethod]
    [DataRow(Advanced)]
    [DataRow(Canonical)]
    [DataRow(Transport)]
    public void Every_form_converts_to_every_form(string input)
    {
        Assert.AreEqual(Canonical, Convert(input, "canonical").Expect(0).Text);
        Assert.AreEqual(Transport + "\n", Convert(input, "transport").Expect(0).Text);
        Assert.AreEqual(Advanced + "\n", Convert(input, "advanced").Expect(0).Text);
    }

    [TestMethod]
    public void Several_expressions_are_converted_in_their_order()
    {
        Assert.AreEqual("a\n(b)\n", Convert("1:a (b)", "advanced").Expect(0).Text);
        Assert.AreEqual("1:a(1:b)", Convert("a(b)", "canonical").Expect(0).Text);
    }

    [TestMethod]
    [DataRow("sha256", "()", "2e38e77b22c314a449e91fafed92a43826ac6aa403ae6a8acb6cf58239fbaf5d")]
    [DataRow(
        "sha384",
        "(a b)",
        "f1453e2f2d59187901c4adfcc27038b76ac1a294e869750a8e71c4d3673295a4"
        + "bc8a979a11c57f767b2545ec1e4b5254")]
    [DataRow(
        "sha512",
        "(a b)",
        "2fc089f7e2ef781b3f2c1664a40244f4154464bdded12516970ba147b6b61a60"
        + "cf8f7c8ec234b303a168c63554c99f5f5be5018529e194f0670b4d2e93d6b015")]
    [DataRow("md5", "()", "bcd8b0c2eb1fce714eab6cef0d771acc")]
    public void Hashes_are_those_of_the_canonical_form(string algorithm, string input, string expected) =>
        Assert.AreEqual(expected + "\n", Hash(input, algorithm).Expect(0).Text);

    [TestMethod]
    [RequiresProgram("sexp-conv")]
    [DataRow("sha256")]
    [DataRow("sha1")]
    [DataRow("md5")]
    public void Hashes_agree_with_sexp_conv(string algorithm)
    {
        foreach (string input in (string[])[Advanced, Canonical, Transport, "()", "[text/plain]hi", "#00 Ff#"])
        {
            byte[] octets = Encoding.Latin1.GetBytes(input);
            Outcome theirs = Cli.RunOther("sexp-conv", octets, $"--hash={algorithm}");

            Assert.AreEqual(theirs.Text, Hash(input, algorithm).Expect(0).Text, input);
        }
    }

    [TestMethod]
    public void JSON_holds_what_the_text_holds()
    {
        JsonElement canonical = Convert(Advanced, "canonical", "--json").Expect(0).Json("done");
        JsonElement advanced = Convert(Canonical, "advanced", "--json").Expect(0).Json("done");
        JsonElement hash = Cli.RunWith("(a)(b)"u8.ToArray(), "sexp", "hash", "--json").Expect(0).Json("done");

        Assert.AreEqual("base64", canonical.GetProperty("encoding").GetString());
        byte[] octets = canonical.GetProperty("expressions")[0].GetBytesFromBase64();
        Assert.AreEqual(Canonical, Encoding.Latin1.GetString(octets));
        Assert.AreEqual("text", advanced.GetProperty("encoding").GetString());
        Assert.AreEqual(Advanced, advanced.GetProperty("expressions")[0].GetString());
        Assert.AreEqual(2, hash.GetProperty("hashes").GetArrayLength());
    }

    [TestMethod]
    public void A_file_argument_and_a_dash_are_read_alike()
    {
        using Scratch scratch = new();
        string file = scratch.Write("a.sexp", Advanced);

        Assert.AreEqual(Hash(Advanced, "sha256").Text, Cli.Run("sexp", "hash", file).Expect(0).Text);
        Assert.AreEqual(
            Hash(Advanced, "sha256").Text,
            Cli.RunWith(Encoding.Latin1.GetBytes(Advanced), "sexp", "hash", "-").Expect(0).Text);
    }

    [TestMethod]
    public void Errors_name_the_file_the_line_and_what_was_expected()
    {
        using Scratch scratch = new();
        string file = scratch.Write("bad.sexp", "(a\n  b))");

        Outcome plain = Cli.Run("sexp", "convert", "--to", "canonical", file).Expect(3);
        JsonElement json = Cli.Run("sexp", "hash", "--json", file).Expect(3).Json("malformed");

        Assert.Contains($"{file}: line 2, column 5", plain.Errors, StringComparison.Ordinal);
        Assert.Contains("expected", plain.Errors, StringComparison.Ordinal);
        Assert.AreEqual("", plain.Text);
        Assert.AreEqual(file, json.GetProperty("file").GetString());
        Assert.AreEqual(2, json.GetProperty("line").GetInt32());
        Assert.AreEqual(5, json.GetProperty("column").GetInt32());
        Assert.AreNotEqual("", json.GetProperty("expected").GetString());
    }

    [TestMethod]
    public void Garbage_is_malformed_and_never_a_crash()
    {
        byte[][] inputs =
        [
            [],
            [0],
            [0xFF, 0xFE, 0x00],
            [.. Enumerable.Range(0, 4096).Select(i => (byte)((i * 167) + (i >> 3)))],
            Encoding.ASCII.GetBytes("18446744073709551615:a"),
            Encoding.ASCII.GetBytes(new string('(', 1_000_000)),
        ];
        foreach (byte[] input in inputs)
        {
            Cli.RunWith(input, "sexp", "convert", "--to", "advanced").Expect(3);
            Cli.RunWith(input, "sexp", "hash", "--json").Expect(3).Json("malformed");
        }
    }

    private static Outcome Convert(string input, string form, params string[] more) =>
        Cli.RunWith(Encoding.Latin1.GetBytes(input), ["sexp", "convert", "--to", form, .. more]);

    private static Outcome Hash(string input, string algorithm) =>
        Cli.RunWith(Encoding.Latin1.GetBytes(input), "sexp", "hash", "--algorithm", algorithm);
}

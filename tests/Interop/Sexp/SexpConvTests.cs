using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;
using HiperNet.Testing;

namespace HiperNet.Interop.Tests.Sexp;

/// <summary>Nettle and we read each other's three forms and hash alike, wherever nettle follows RFC 9804.</summary>
[TestClass]
[RequiresProgram("sexp-conv")]
public sealed class SexpConvTests
{
    private const int Trees = 1_000;

    private static readonly Rnd Seed = new(9804, 1);

    private static readonly string[] Corpus =
    [
        "abc", "()", "(())", "( ( ) () )", "0:", "\"\"", "##", "||", "3:abc", "(3:abc)", "3:a b", "4:::\":",
        "10:foo)]}>bar", "(a b c)", "(a(b)c)", "( a ( bob c ) ( ( d e ) ( e f ) ) )", "(\ta\r\nb c )",
        "#616263#", "3#616263#", "# 61 6\n2 63 #", "#aAfF#", "|YWJj|", "3|YWJj|", "|YWJjZA==|",
        "| Y W\n J j |", "|AP8=|",
        "\"hi there\"", "7\"subject\"", "\"\\\"\\\\\"", "\"a\\nb\\tc\\rd\"", "3\"\\n\\n\\n\"", "\"one \\\nline\"",
        ":=..", "-./_:*+=", "class-of-1997", "//example.net/names/smith", "*", "a3:abc", "-1:a",
        "[image/gif]abc", "[ image/gif ] abc", "[\"text/plain; charset=utf-8\"]\"x\"", "([h]a[h]b)",
        "[0:]0:", "[#00#]#ff#",
        "(|ODpFeGFtcGxlIQ==| \"1997\" murphy 3:XC+)", "(3:abcdef)", "(a\"b\"#63#|ZA==|(e))",
        "(11:certificate(6:issuer3:bob)(7:subject5:alice))", "{KDE6YSk=}", "{ KDE6YTE6YjE\n 6Yyk= }",
        "(tag (vm res (* set use console)) (port (* range numeric ge \"22\" le \"22\")))",
    ];

    [TestMethod]
    public void The_corpus_becomes_the_same_canonical_form()
    {
        byte[] text = Encoding.Latin1.GetBytes(string.Join('\n', Corpus));

        CollectionAssert.AreEqual(Canonical(Parse(text)), Convert(text, "canonical"));
    }

    [TestMethod]
    public void The_corpus_has_the_same_hashes()
    {
        byte[] text = Encoding.Latin1.GetBytes(string.Join('\n', Corpus));

        SexpConv nettle = SexpConv.Run(text, "--hash=sha256");

        Assert.AreEqual(0, nettle.ExitCode);
        CollectionAssert.AreEqual(
            Parse(text).Select(node => System.Convert.ToHexStringLower(SHA256.HashData(node.Canonical.Span))).ToArray(),
            Encoding.ASCII.GetString(nettle.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    [DataRow("canonical")]
    [DataRow("transport")]
    [DataRow("advanced")]
    [DataRow("hex")]
    public void Nettle_s_forms_of_random_trees_are_read(string form)
    {
        SexpNode[] trees = RandomTrees();

        byte[] text = Convert(Canonical(trees), form);

        AssertSame(trees, Parse(text));
    }

    [TestMethod]
    [DataRow("canonical")]
    [DataRow("transport")]
    [DataRow("advanced")]
    [DataRow("pretty")]
    public void Nettle_reads_our_forms_of_random_trees(string form)
    {
        SexpNode[] trees = RandomTrees();
        Func<SexpNode, string> print = form switch
        {
            "canonical" => node => Encoding.Latin1.GetString(node.Canonical.Span),
            "transport" => node => Transport.Encode(node, 64),
            "advanced" => AdvancedWriter.WriteLine,
            _ => node => AdvancedWriter.WritePretty(node, 40),
        };

        byte[] text = Encoding.Latin1.GetBytes(string.Join('\n', trees.Select(print)));

        CollectionAssert.AreEqual(Canonical(trees), Convert(text, "canonical"));
    }

    [TestMethod]
    [DataRow(64 << 10)]
    [DataRow(4 << 20)]
    public void Long_octet_strings_agree(int length)
    {
        SexpNode[] trees = [SexpList.Of("long", SexpAtom.Of(SHA256.HashData("x"u8)), new SexpAtom(new byte[length]))];

        AssertSame(trees, Parse(Convert(Canonical(trees), "advanced")));
        CollectionAssert.AreEqual(
            Canonical(trees), Convert(Encoding.ASCII.GetBytes(AdvancedWriter.WriteLine(trees[0])), "canonical"));
    }

    /// <summary>Both say no. What only one refuses is in <see cref="NettleDeviationTests"/>.</summary>
    [TestMethod]
    [DataRow("(a")]
    [DataRow(")")]
    [DataRow("4:abc")]
    [DataRow("(03:abc)")]
    [DataRow("(1abc)")]
    [DataRow("(a!b)")]
    [DataRow("(a\0b)")]
    [DataRow("[a](b)")]
    [DataRow("[[a]b]c")]
    [DataRow("([a])")]
    [DataRow("#616#")]
    [DataRow("#6g#")]
    [DataRow("|YWJjZB==|")]
    [DataRow("|Y|")]
    [DataRow("4\"abc\"")]
    [DataRow("4#616263#")]
    [DataRow("4|YWJj|")]
    [DataRow("\"abc")]
    [DataRow("{KDE6YSk=")]
    [DataRow("{KGEp}")]
    [DataRow("{KDE6YSl=}")]
    public void Both_refuse(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);

        Assert.IsFalse(SexpText.TryParseAll(bytes, null, out _, out _));
        Assert.AreNotEqual(0, SexpConv.Run(bytes, "-s", "canonical").ExitCode);
    }

    private static SexpNode[] RandomTrees() =>
        [.. SexpTrees.Any.Generator.Sample(numberOfSamples: Trees, size: 60, seed: Seed)];

    private static SexpNode[] Parse(byte[] text) => [.. SexpText.ParseAll(text).Select(item => item.Node)];

    private static byte[] Canonical(IEnumerable<SexpNode> nodes) =>
        [.. nodes.SelectMany(node => node.Canonical.ToArray())];

    private static byte[] Convert(byte[] text, string form)
    {
        SexpConv nettle = SexpConv.Run(text, "-s", form);
        Assert.AreEqual(0, nettle.ExitCode);
        return nettle.Output;
    }

    private static void AssertSame(SexpNode[] expected, SexpNode[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i]);
        }
    }
}

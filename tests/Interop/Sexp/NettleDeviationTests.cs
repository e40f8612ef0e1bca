using System.Text;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;
using HiperNet.Testing;

namespace HiperNet.Interop.Tests.Sexp;

/// <summary>
/// Where nettle (3.8.1 was run) departs from RFC 9804 we follow the RFC. Each test holds what nettle was seen
/// to do, or the RFC's answer for a nettle that has been repaired; anything else is news.
/// </summary>
[TestClass]
[RequiresProgram("sexp-conv")]
public sealed class NettleDeviationTests
{
    private const string Refused = "refused";
    private const string Killed = "killed";

    [TestMethod]
    public void Nettle_wraps_lengths_at_32_bits_and_we_refuse_them() =>
        Differ("(4294967299:abc)", nettle: "(3:abc)", ours: Refused);

    [TestMethod]
    public void Nettle_aborts_on_a_hexadecimal_escape_and_we_read_it() =>
        Differ("\"\\xFE\"", nettle: Killed, ours: "1:\u00FE");

    [TestMethod]
    public void Nettle_reads_an_octal_escape_as_its_digits_and_we_as_an_octet() =>
        Differ("\"\\376\"", nettle: "3:376", ours: "1:\u00FE");

    [TestMethod]
    public void Nettle_reads_an_octal_escape_that_is_no_octet_and_we_refuse_it() =>
        Differ("\"\\400\"", nettle: "3:400", ours: Refused);

    [TestMethod]
    public void Nettle_reads_the_escapes_a_and_v_as_letters_and_we_as_controls() =>
        Differ("\"\\a\\v\"", nettle: "2:av", ours: "2:\a\v");

    [TestMethod]
    public void Nettle_reads_an_escape_that_does_not_exist_and_we_refuse_it() =>
        Differ("\"\\q\"", nettle: "1:q", ours: Refused);

    [TestMethod]
    public void Nettle_reads_line_ends_in_quotes_and_we_refuse_them() =>
        Differ("\"a\nb\"", nettle: "3:a\nb", ours: Refused);

    [TestMethod]
    public void Nettle_reads_octets_above_126_in_quotes_and_we_refuse_them() =>
        Differ("\"caf\u00E9\"", nettle: "4:caf\u00E9", ours: Refused);

    [TestMethod]
    public void Nettle_refuses_base_64_without_its_equals_signs_and_we_read_it() =>
        Differ("|YWJjZA|", nettle: Refused, ours: "4:abcd");

    [TestMethod]
    public void Nettle_reads_braces_in_lists_and_we_refuse_them() =>
        Differ("(a {KDE6YSk=})", nettle: "(1:a(1:a))", ours: Refused);

    [TestMethod]
    public void Nettle_reads_comments_and_we_refuse_them() =>
        Differ("(a ; note\n)", nettle: "(1:a)", ours: Refused);

    [TestMethod]
    [DataRow("(a\vb)")]
    [DataRow("(a\fb)")]
    public void Nettle_does_not_know_the_vertical_tab_and_the_form_feed_and_we_do(string text) =>
        Differ(text, nettle: Refused, ours: "(1:a1:b)");

    [TestMethod]
    public void Nettle_splits_a_token_from_a_measured_string_and_we_refuse_the_doubt() =>
        Differ("(abc3\"def\")", nettle: "(4:abc33:def)", ours: Refused);

    [TestMethod]
    public void Nettle_s_stack_ends_at_1000000_lists_and_we_refuse_them_by_a_limit() =>
        Differ(new string('(', 1_000_000) + new string(')', 1_000_000), nettle: Killed, ours: Refused);

    private static void Differ(string text, string nettle, string ours)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);

        Assert.AreEqual(ours, Ours(bytes));
        string theirs = Nettles(bytes);
        Assert.IsTrue(theirs == nettle || theirs == ours, $"nettle says {theirs}");
    }

    private static string Ours(byte[] text) =>
        SexpText.TryParse(text, null, out SexpNode? node, out _)
            ? Encoding.Latin1.GetString(node.Canonical.Span)
            : Refused;

    private static string Nettles(byte[] text)
    {
        SexpConv run = SexpConv.Run(text, "-s", "canonical");
        return run.ExitCode == 0 ? Encoding.Latin1.GetString(run.Output) : run.ExitCode > 128 ? Killed : Refused;
    }
}

using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Language;

/// <summary>One row for each rule: the text after <c>infrastructure x {</c>, and what is found at the mark.</summary>
[TestClass]
public sealed class CheckerTests
{
    [TestMethod]
    [DataRow("syntax", "node a ^[")]
    [DataRow("syntax", "node n { image ^\"open }")]
    [DataRow("syntax", "node n ^< a")]
    [DataRow("unknown", "node n { ^memroy 4 GB }")]
    [DataRow("unknown", "^nod n")]
    [DataRow("unknown", "cluster c { ^owner me }")]
    [DataRow("argument", "node n { memory^ }")]
    [DataRow("argument", "node n { cores 4 ^5 }")]
    [DataRow("argument", "link l ^a to b")]
    [DataRow("argument", "node ^to")]
    [DataRow("argument", "node n { memory 1 GB^ { } }")]
    [DataRow("argument", "node n { cost ^4 }")]
    [DataRow("bad-name", "node ^\"a[1]\"")]
    [DataRow("bad-name", "link l from ^\"\" to b; node b")]
    [DataRow("unit", "node n { memory ^4 }")]
    [DataRow("unit", "node n { memory ^4 GHz }")]
    [DataRow("unit", "node n { memory ^4 gigs }")]
    [DataRow("unit", "node n { cores ^4 GB }")]
    [DataRow("unit", "parameter n = 4\nnode n { memory ($n ^+ 1 GB) }")]
    [DataRow("parameter", "parameter workers = 4\nnode n { cores ^$workres }")]
    [DataRow("parameter", "^parameter n = 9 from 1 to 4")]
    [DataRow("parameter", "^parameter n = a one of b, c")]
    [DataRow("parameter", "^parameter n from 1 to 4")]
    [DataRow("parameter", "parameter n = 1\n^parameter n = 2")]
    [DataRow("parameter", "node n { image ^\"a${b}\" }")]
    [DataRow("repeated-attribute", "node n { memory 1 GB; ^memory 2 GB }")]
    [DataRow("repeated-attribute", "router n { routing { }; ^routing { } }")]
    [DataRow("repeated-id", "node a; ^node a")]
    [DataRow("repeated-id", "node a; ^link a from a to a")]
    [DataRow("repeated-id", "event e after 1 s\n^event e after 2 s")]
    [DataRow("range", "node n { cores ^1.5 }")]
    [DataRow("range", "node n { cores ^99999999999999999999999 }")]
    [DataRow("range", "node n { ^memory 8 GB to 4 GB }")]
    [DataRow("range", "node ^n[0]")]
    [DataRow("range", "router r { ^routing { table 0; route from a to b } }; node a; node b")]
    [DataRow("preference", "node n { ^memory 1 GB to 4 GB prefer 8 GB }")]
    [DataRow("preference", "node n { ^cores one of 1, 2, 4 prefer 3 }")]
    [DataRow("step", "node n { ^memory 1 GB to 4 GB step 8 GB }")]
    [DataRow("zero", "node n { ^cores 0 }")]
    [DataRow("unknown-event", "event night after 1 h\nnode n { ^cores 4 after nihgt }")]
    [DataRow("late-event", "^event e after 2 h\nwindow for 1 h")]
    [DataRow("dangling", "node vn1; link l from vn1 to ^vn2")]
    [DataRow("dangling", "node a; apart p of a, ^b")]
    [DataRow("dangling", "access a { nat { endpoints ^b } }")]
    [DataRow("dangling", "router a { routing { route from a to a in ^l } }")]
    [DataRow("ambiguous", "node w[2]; node h; link l from ^w to h")]
    [DataRow("self-link", "node a; ^link l from a to a")]
    [DataRow("parallel-link", "node a; node b; link l from a to b; ^link m from b to a")]
    [DataRow("no-center", "node w[3]; ^star s of w")]
    [DataRow("members", "node a; ^ring r of a")]
    [DataRow("empty-window", "^window 2026-12-02T00:00:00Z to 2026-12-01T00:00:00Z")]
    [DataRow("empty-window", "node n { ^window for 0 s }")]
    [DataRow("window-outside", "window 2026-12-01 for 1 d\nnode n { ^window 2026-12-03 for 1 h }")]
    [DataRow("window-outside", "window for 1 h\nnode n { ^window for 2 h }")]
    [DataRow("unreachable", "node a; node b; link l from a to b; ^node c")]
    [DataRow("cost", "^node n { price 4 }")]
    [DataRow("cost", "cost at most 10\n^node n { cost at most 20 }")]
    [DataRow("misplaced", "node n { ^routing { } }")]
    [DataRow("misplaced", "node n { ^masquerade { endpoints n } }")]
    [DataRow("misplaced", "^node n { type ssd }")]
    [DataRow("endpoints", "access n { ^nat { } }")]
    [DataRow("empty-group", "^cluster c { }")]
    [DataRow("placement", "node a; ^apart p of a")]
    [DataRow("placement", "^together p of a, b\nnode a { location x }\nnode b { location y }")]
    [DataRow("placement", "^apart p of a, b by location\nnode a { location x }\nnode b { location x }")]
    [DataRow("placement", "node a; node b; ^together p of a, b; apart q of a, b")]
    [DataRow("too-large", "node a[60000]\n^node b[60000]")]
    [DataRow("too-large", "node a[50000]\n^mesh m of a")]
    [DataRow("limit", "repeat i from 1 to 999 { repeat j from 1 to 999 { ^repeat k from 1 to 0 { } } }")]
    [DataRow("limit", "repeat i from 1 to 3000 { ^label a b }")]
    public void A_rule_finds_its_error_where_the_mark_is(string rule, string body)
    {
        string[] before = body[..body.IndexOf('^', StringComparison.Ordinal)].Split('\n');
        string text = body.Replace("^", "", StringComparison.Ordinal);
        IReadOnlyList<Finding> findings = Findings("infrastructure x {\n" + text + "\n}\n");

        Finding? found = findings.FirstOrDefault(finding => finding.Rule == rule);
        Assert.IsNotNull(found, string.Join('\n', findings));
        Assert.AreEqual($"{before.Length + 1}:{before[^1].Length + 1}", found.Place.ToString(), found.Message);
    }

    [TestMethod]
    public void An_infrastructure_without_elements_is_worth_a_warning()
    {
        Finding found = Findings("infrastructure x { }").Single();

        Assert.AreEqual(("empty", Severity.Warning), (found.Rule, found.Severity));
    }

    [TestMethod]
    public void A_link_that_is_missing_matters_where_all_must_be_connected()
    {
        const string parts = "node a; node b; link l from a to b; node c";
        Finding free = Findings($"infrastructure x {{ {parts} }}").Single();
        Finding connected = Findings($"infrastructure x {{ connected; {parts} }}").Single();

        Assert.AreEqual(("unreachable", Severity.Warning), (free.Rule, free.Severity));
        Assert.AreEqual(("unreachable", Severity.Error), (connected.Rule, connected.Severity));
    }

    [TestMethod]
    public void All_errors_are_found_in_one_run()
    {
        IReadOnlyList<Finding> findings = Findings("""
            infrastructure x {
              node a { memroy 4 GB; cores 4 GB }
              node a
              link l from a to z
              node b { storage 2 TB to 1 TB }
              lnk m from a to b
            }
            """);
        string[] rules = [.. findings.Select(finding => $"{finding.Place.Line} {finding.Rule}")];

        CollectionAssert.AreEqual(
            new[] { "2 unknown", "2 unit", "3 repeated-id", "4 dangling", "5 range", "6 unknown" }, rules);
    }

    [TestMethod]
    [DataRow("node n { memroy 4 GB }", "did you mean 'memory'?")]
    [DataRow("node n { memory 4 Gb }", "did you mean 'GB'?")]
    [DataRow("node head; link l from haed to head", "did you mean 'head'?")]
    [DataRow("parameter workers = 1; node n { cores $wokers }", "did you mean 'workers'?")]
    public void A_suggestion_says_what_was_meant(string body, string suggestion) =>
        Assert.AreEqual(suggestion, Findings($"infrastructure x {{ {body} }}")[0].Suggestion);

    [TestMethod]
    public void A_price_belongs_to_a_pool_and_a_bound_does_not()
    {
        Assert.IsEmpty(Findings("pool p { node n { price 0.12 } }"));
        Assert.AreEqual("cost", Findings("pool p { node n { cost at most 4 } }").Single().Rule);
    }

    private static IReadOnlyList<Finding> Findings(string text)
    {
        ReadResult read = VxdlText.Read(text);
        return [.. read.Findings
            .Concat(read.Description is null ? [] : Checker.Check(read.Description).Findings)
            .OrderBy(finding => finding.Place.Line)
            .ThenBy(finding => finding.Place.Column)];
    }
}

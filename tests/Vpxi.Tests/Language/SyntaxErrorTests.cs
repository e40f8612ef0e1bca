using HiperNet.Testing;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Language;

/// <summary>All errors of syntax are told in one run, and none that comes of another.</summary>
[TestClass]
public sealed class SyntaxErrorTests
{
    public static IEnumerable<object[]> Examples => ExampleTests.Examples;

    [TestMethod]
    [DataRow("two statements", "node ^? a\nnode b\nnode c ^[")]
    [DataRow("two on a line", "node ^? a; node ^? b; node c")]
    [DataRow("three blocks", "node a { memory ^? }\nnode b { cores 4 }\nnode c { cores ^) }\nnode d { ^= }")]
    [DataRow("a head and its block", "node ^? a {\n  memory ^?\n  cores 4\n}\nnode b")]
    [DataRow("after a block", "node a { cores 4 } ^b { memory ^? }\nnode ^?")]
    [DataRow("four levels", "cluster a {\n cluster ^? {\n  node b {\n   cores ^?\n  }\n }\n node ^?\n}\nnode ^?")]
    [DataRow("a brace on its own line", "node a\n^{\n  cores 4\n}\nnode ^?")]
    [DataRow("a list over lines", "node a {\n software ^?,\n  \"b\",\n  \"c\"\n cores ^?\n}")]
    [DataRow("a calculation over lines", "node a {\n cores (1 + ^?\n  * 2)\n memory ^?\n}")]
    [DataRow("a parenthesis left open", "node a {\n cores (1 + 2\n ^memory 4 GB\n}\nnode ^?")]
    [DataRow("a string left open", "node a { image ^\"open }\nnode b\nnode ^?")]
    [DataRow("a string left open over a brace", "node a { image ^\"open {\n cores 4 }\nnode ^?")]
    [DataRow("an unknown escape", "node a { image \"x^\\q } { y\" }\nnode ^?")]
    [DataRow("an error before strings", "node a { label ^? \"}\" \"{\" }\nnode ^?")]
    [DataRow("an error before raw strings", "node a { command ^? \"\"\"\n } } \" {\n\"\"\" }\nnode ^?")]
    [DataRow("an error before a comment", "node ^? a # } { \"\nnode ^? // }")]
    [DataRow("an end too many", "node ^?\n}\nnode a\n^}\nnode b")]
    public void Each_error_is_told_once_and_nothing_else(string name, string body)
    {
        string text = "infrastructure x {\n" + body + "\n}\n";
        string[] expected = [.. Marks(text)];
        IReadOnlyList<Finding> findings = VxdlText.Read(text.Replace("^", "", StringComparison.Ordinal)).Findings;

        string[] found = [.. findings.Select(finding => $"{finding.Place} {finding.Rule}")];
        CollectionAssert.AreEqual(expected, found, name + '\n' + string.Join('\n', findings));
    }

    [TestMethod]
    public void An_end_too_few_is_told_at_the_innermost_block()
    {
        IReadOnlyList<Finding> findings = VxdlText.Read("infrastructure x {\nnode ?\ncluster c {\nnode a").Findings;

        CollectionAssert.AreEqual(new[] { "2:6", "3:11" }, findings.Select(finding => $"{finding.Place}").ToArray());
    }

    [TestMethod]
    public void Two_ends_too_many_are_told_once() =>
        Assert.AreEqual("2:1", VxdlText.Read("infrastructure x {}\n}\n}").Findings.Single().Place.ToString());

    [TestMethod]
    public void With_an_error_of_syntax_nothing_is_said_of_the_meaning()
    {
        ReadResult read = VxdlText.Read("infrastructure x {\n parameter ? n = 4\n node a { cores $n; memroy 4 }\n}");

        Assert.IsNull(read.Description);
        Assert.AreEqual("2:12 syntax", read.Findings.Select(finding => $"{finding.Place} {finding.Rule}").Single());
    }

    [TestMethod]
    public void No_more_errors_are_told_than_the_limit()
    {
        string text = string.Concat(Enumerable.Repeat("node ?\n", 3 * ModelLimits.MaxFindings));

        Assert.HasCount(ModelLimits.MaxFindings, VxdlText.Read(text).Findings);
    }

    [TestMethod]
    public void Blocks_that_are_too_deep_are_one_error()
    {
        const int depth = 100_000;
        string deep = string.Concat(Enumerable.Repeat("cluster c {\n", depth));
        IReadOnlyList<Finding> open = VxdlText.Read(deep).Findings;
        IReadOnlyList<Finding> closed = VxdlText.Read($"{deep}{new string('}', depth)}\nnode ?").Findings;

        string first = $"{LanguageLimits.MaxDepth + 1}:11";
        CollectionAssert.AreEqual(new[] { first }, open.Select(finding => $"{finding.Place}").ToArray());
        CollectionAssert.AreEqual(
            new[] { first, $"{depth + 2}:6" }, closed.Select(finding => $"{finding.Place}").ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Two_lines_of_an_example_that_are_broken_are_two_errors(string example)
    {
        string[] lines = File.ReadAllLines(RepositoryFiles.PathOf("spec", "examples", example));
        int[] whole = [.. Enumerable.Range(0, lines.Length).Where(line => IsStatement(lines, line))];
        Assert.IsGreaterThan(8, whole.Length);
        for (int i = 0; i < whole.Length; i++)
        {
            int one = whole[i];
            int other = whole[(i + (whole.Length / 2)) % whole.Length];
            foreach (Func<string, string> damage in Damages)
            {
                string[] damaged = [.. lines];
                (damaged[one], damaged[other]) = (damage(lines[one]), Damages[0](lines[other]));
                IReadOnlyList<Finding> findings = VxdlText.Read(string.Join('\n', damaged)).Findings;

                int[] expected = [1 + Math.Min(one, other), 1 + Math.Max(one, other)];
                int[] found = [.. findings.Select(finding => finding.Place.Line)];
                CollectionAssert.AreEqual(expected, found, damaged[one] + '\n' + string.Join('\n', findings));
                Assert.IsTrue(findings.All(finding => finding.Rule == "syntax"));
            }
        }
    }

    /// <summary>After the first word: what no statement has, a string left open, one with a wrong escape.</summary>
    private static Func<string, string>[] Damages { get; } =
    [
        line => AfterWord(line, " ? "),
        line => AfterWord(line, " ) "),
        line => AfterWord(line, " \"a\\q\" "),
        line => line.Contains('{', StringComparison.Ordinal) ? AfterWord(line, " ? ") : AfterWord(line, " \""),
    ];

    private static string AfterWord(string line, string what)
    {
        string word = line.TrimStart().Split(' ', ';')[0];
        return line.Insert(line.IndexOf(word, StringComparison.Ordinal) + word.Length, what);
    }

    // A line on which a statement begins, and no text that goes over lines.
    private static bool IsStatement(string[] lines, int line)
    {
        string text = lines[line].Trim();
        bool isInText = lines.Take(line).Sum(before => before.Split("\"\"\"").Length - 1) % 2 == 1;
        bool goesOn = line > 0 && lines[line - 1].TrimEnd().EndsWith(',');
        return text.Length > 0 && char.IsAsciiLetter(text[0]) && !goesOn && !isInText
            && !text.Contains("\"\"\"", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Marks(string text)
    {
        (int line, int column) = (1, 1);
        foreach (char character in text)
        {
            if (character == '^')
            {
                yield return $"{line}:{column} syntax";
                continue;
            }

            (line, column) = character == '\n' ? (line + 1, 1) : (line, column + 1);
        }
    }
}

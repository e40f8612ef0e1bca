using System.Text.RegularExpressions;

namespace HiperNet.Architecture.Tests;

/// <summary>spec/CONFORMANCE.md: what it points at is there.</summary>
[TestClass]
public sealed partial class ConformanceTests
{
    private const int TimeoutMilliseconds = 10_000;

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "spec", "CONFORMANCE.md"));

    [TestMethod]
    public void Every_test_that_it_names_is_there()
    {
        HashSet<string> tests =
        [
            .. Repository.Sources.Where(file => file.IsIn("tests"))
                .SelectMany(file => Method().Matches(file.Text))
                .Select(match => match.Groups["name"].Value),
        ];

        string[] missing =
        [
            .. TestName().Matches(Text)
                .Where(match => match.Groups["rest"].Success
                    ? !tests.Any(test => test.StartsWith(match.Groups["name"].Value, StringComparison.Ordinal))
                    : !tests.Contains(match.Groups["name"].Value))
                .Select(match => match.Value),
        ];

        Assert.AreEqual("", string.Join('\n', missing));
    }

    [TestMethod]
    public void Every_file_that_it_names_is_there()
    {
        string[] folders = ["", "Spki", "HipStack", "spec", "tests", "tests/Spki.Tests"];
        string[] missing =
        [
            .. FileName().Matches(Text)
                .Select(match => match.Groups["name"].Value)
                .Where(name => !folders.Any(folder => Path.Exists(Path.Combine(Repository.Root, folder, name)))
                    && !Repository.Sources.Any(file => Path.GetFileName(file.Path) == name)),
        ];

        Assert.AreEqual("", string.Join('\n', missing));
    }

    [GeneratedRegex(@"public (async Task|void|Task) (?<name>\w+)\(", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Method();

    /// <summary>A sentence in backquotes; two points at its end stand for its rest.</summary>
    [GeneratedRegex(@"`(?<name>[A-Z]\w*_\w+)(?<rest>\.\.)?`", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex TestName();

    [GeneratedRegex(@"`(?<name>[\w./-]+\.(cs|md))`", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex FileName();
}

using System.Runtime.Versioning;
using HiperNet.Testing;

namespace HiperNet.Hiper.Tests.Hip;

/// <summary>What people read, letter by letter.</summary>
[TestClass]
[SupportedOSPlatform("linux")]
public sealed class PlainTests
{
    [TestMethod]
    [DataRow("status", "status")]
    [DataRow("sa", "sa")]
    [DataRow("sa --dump", "sa-dump")]
    [DataRow("peers", "peers")]
    [DataRow("ping beta -c 2", "ping")]
    public async Task Plain_output_is_as_it_was(string line, string golden)
    {
        await using HipdAt hipd = new();

        Assert.AreEqual(await GoldenAsync(golden), hipd.Run(line.Split(' ')).Expect(0).Text);
    }

    [TestMethod]
    public async Task An_explanation_of_a_refusal_is_as_it_was()
    {
        await using HipdAt hipd = new();

        Outcome outcome = hipd.Run("explain", "beta").Expect(1, quiet: true);

        Assert.AreEqual(await GoldenAsync("explain"), outcome.Text);
    }

    [TestMethod]
    public async Task Nothing_is_said_in_words_and_dumped_as_nothing()
    {
        await using HipdAt hipd = new();

        Assert.AreEqual("no associations\n", hipd.Run("sa", "nobody").Expect(0).Text);
        Assert.AreEqual("", hipd.Run("sa", "nobody", "--dump").Expect(0).Text);
    }

    private static Task<string> GoldenAsync(string name) =>
        File.ReadAllTextAsync(RepositoryFiles.PathOf("tests", "Hiper.Tests", "Hip", "Golden", name + ".txt"));
}

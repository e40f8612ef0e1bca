using System.Text;
using System.Text.Json;

namespace HiperNet.Hiper.Tests;

[TestClass]
public sealed class PlanTests
{
    private const string Stream = """
        {"substrate":{"cpu":[5,5],"links":[[0,1,9]]},
         "requests":[{"id":0,"arrival":0,"lifetime":9,"cpu":[4,5],"links":[[0,1,9]]},
                     {"id":1,"arrival":3,"lifetime":9,"cpu":[4,5],"links":[[0,1,9]]}]}
        """;

    [TestMethod]
    public void A_stream_is_replayed_at_a_load()
    {
        Assert.AreEqual(0.5, Figure("rac", "--load", "1"));
        Assert.AreEqual(1, Figure("rac", "--load", "0.1"));
        Assert.AreEqual(1, Figure("lrc", "--seed", "7"));
        Assert.IsGreaterThan(0, Figure("mean_ms"));
        Assert.IsGreaterThan(0, Figure("p99_ms"));
    }

    [TestMethod]
    public void A_stream_that_is_none_is_malformed()
    {
        Outcome outcome = Cli.RunWith(Encoding.UTF8.GetBytes("{\"substrate\":[]}"), "plan", "bench", "-");

        Assert.AreEqual(3, outcome.ExitCode);
        Assert.Contains("\"substrate\" of the stream is not an object", outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("-1")]
    [DataRow("NaN")]
    [DataRow("much")]
    public void A_load_that_divides_nothing_is_usage(string load) =>
        Assert.AreEqual(2, Cli.RunWith(Encoding.UTF8.GetBytes(Stream), "plan", "bench", "-", "--load", load).ExitCode);

    [TestMethod]
    public void A_stream_that_is_not_there_is_usage() =>
        Assert.AreEqual(2, Cli.Run("plan", "bench", "nowhere.json").ExitCode);

    private static double Figure(string name, params string[] options)
    {
        Outcome outcome = Cli.RunWith(
            Encoding.UTF8.GetBytes(Stream), ["plan", "bench", "-", "--json", .. options]);
        Assert.AreEqual(0, outcome.ExitCode, outcome.Errors);
        using JsonDocument document = JsonDocument.Parse(outcome.Output);
        Assert.AreEqual(1, document.RootElement.GetProperty("version").GetInt32());
        return document.RootElement.GetProperty(name).GetDouble();
    }
}

using System.Text;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

[TestClass]
public sealed class StreamTests
{
    private const string Substrate = """{"substrate":{"cpu":[5,5],"links":[[0,1,9]]},"requests":""";

    [TestMethod]
    [DataRow("wx100-seed0")]
    [DataRow("wx100-seed1111")]
    public void The_first_requests_of_a_stream_find_their_place(string name)
    {
        RequestStream stream = StreamFile.Read(name);
        Assert.HasCount(1000, stream.Requests);
        RequestStream start = stream with { Requests = [.. stream.Requests.Take(250)] };
        ReplayOptions options = new() { Planner = new PlannerOptions { Steps = 100_000, Explain = false } };

        ReplayFigures figures = StreamReplay.Run(start, options);

        // The best published solver places 78 of 100 of the whole stream, with a ratio of 0.74.
        Assert.IsGreaterThanOrEqualTo(0.995, figures.AcceptanceRatio);
        Assert.IsGreaterThanOrEqualTo(0.85, figures.LongTermRatio);
    }

    [TestMethod]
    public void Under_load_the_policy_places_more_at_less_cost()
    {
        RequestStream stream = StreamFile.Read("wx100-seed0");
        RequestStream start = stream with { Requests = [.. stream.Requests.Take(700)] };
        PlannerOptions quick = new() { Steps = 100_000, CompleteSteps = 10_000, Explain = false };
        ReplayOptions options = new() { Load = 1.8, Planner = quick };

        ReplayFigures policy = StreamReplay.Run(start, options);
        ReplayFigures all = StreamReplay.Run(start, options with { Admission = false });

        Assert.IsGreaterThan(0, policy.TooCostly);
        Assert.IsGreaterThan(all.AcceptanceRatio, policy.AcceptanceRatio);
        Assert.IsGreaterThan(all.LongTermRatio + 0.02, policy.LongTermRatio);
    }

    [TestMethod]
    public void Requests_that_have_gone_make_room()
    {
        const string One = "{\"arrival\":0,\"lifetime\":10,\"cpu\":[5,5],\"links\":[[0,1,9]]}";
        string second = One.Replace(":0,", ":9,", StringComparison.Ordinal);
        string third = One.Replace(":0,", ":11,", StringComparison.Ordinal);
        RequestStream stream = Read($"{Substrate}[{One},{second},{third}]}}");

        Assert.AreEqual(2, StreamReplay.Run(stream, new ReplayOptions()).Accepted);
        // Ten times as fast, all three want to be there at once.
        Assert.AreEqual(1, StreamReplay.Run(stream, new ReplayOptions { Load = 10 }).Accepted);
    }

    [TestMethod]
    public void The_longer_way_costs_more_than_it_brings()
    {
        RequestStream stream = Read("""
            {"substrate":{"cpu":[5,0,5],"links":[[0,1,9],[1,2,9]]},
             "requests":[{"arrival":0,"lifetime":1,"cpu":[3,3],"links":[[0,1,4]]}]}
            """);

        Assert.AreEqual(10.0 / 14, StreamReplay.Run(stream, new ReplayOptions()).LongTermRatio, 1e-9);
    }

    [TestMethod]
    public void Where_much_is_in_use_a_long_way_is_refused_as_costly()
    {
        // The first four take the direct link; the fifth would have to go around, over three.
        RequestStream stream = Read("""
            {"substrate":{"cpu":[99,0,0,99],"links":[[0,3,40],[0,1,6],[1,2,6],[2,3,6]]},
             "requests":[{"arrival":0,"lifetime":9,"cpu":[1,1],"links":[[0,1,9]]},
                         {"arrival":1,"lifetime":9,"cpu":[1,1],"links":[[0,1,9]]},
                         {"arrival":2,"lifetime":9,"cpu":[1,1],"links":[[0,1,9]]},
                         {"arrival":3,"lifetime":9,"cpu":[1,1],"links":[[0,1,9]]},
                         {"arrival":4,"lifetime":9,"cpu":[1,1],"links":[[0,1,6]]}]}
            """);

        ReplayFigures figures = StreamReplay.Run(stream, new ReplayOptions());
        Assert.AreEqual((4, 1), (figures.Accepted, figures.TooCostly));
        Assert.AreEqual(5, StreamReplay.Run(stream, new ReplayOptions { Admission = false }).Accepted);
    }

    [TestMethod]
    public void Volume_counts_what_was_asked_for_not_how_often()
    {
        RequestStream stream = Read("""
            {"substrate":{"cpu":[9,9],"links":[[0,1,9]]},
             "requests":[{"arrival":0,"lifetime":2,"cpu":[1,1],"links":[[0,1,1]]},
                         {"arrival":0,"lifetime":3,"cpu":[9,9],"links":[[0,1,9]]}]}
            """);

        Assert.AreEqual(6.0 / (6 + 81), StreamReplay.Run(stream, new ReplayOptions()).VolumeRatio, 1e-9);
    }

    [TestMethod]
    public void A_long_way_is_not_costly_where_all_ways_are_long()
    {
        RequestStream stream = Read("""
            {"substrate":{"cpu":[9,0,9],"links":[[0,1,9],[1,2,9]]},
             "requests":[{"arrival":0,"lifetime":9,"cpu":[3,3],"links":[[0,1,6]]},
                         {"arrival":1,"lifetime":9,"cpu":[3,3],"links":[[0,1,3]]}]}
            """);

        Assert.AreEqual(2, StreamReplay.Run(stream, new ReplayOptions()).Accepted);
    }

    [TestMethod]
    [DataRow("", "not JSON")]
    [DataRow("[]", "the stream has no \"substrate\"")]
    [DataRow("{\"substrate\":5}", "is not an object")]
    [DataRow("{\"substrate\":{\"cpu\":[1.5],\"links\":[]}}", "\"cpu\" of the substrate has something else")]
    [DataRow("{\"substrate\":{\"cpu\":[1],\"links\":[[0,0,1]]}}", "the substrate: A link from 0 to 0")]
    [DataRow("{\"substrate\":{\"cpu\":[1],\"links\":[[0,1]]}}", "link 0 of the substrate is not [node, node")]
    [DataRow("{\"substrate\":{\"cpu\":[-1],\"links\":[]}}", "not between 0 and")]
    [DataRow(Substrate + "[5]}", "request 0 is not an object")]
    [DataRow(Substrate + "[{\"cpu\":[1],\"links\":[]}]}", "request 0 has no \"arrival\"")]
    [DataRow(Substrate + "[{\"cpu\":[1],\"links\":[],\"arrival\":-1,\"lifetime\":1}]}", "\"arrival\" of request 0")]
    [DataRow(Substrate + "[{\"cpu\":[1],\"links\":[[0,7,1]],\"arrival\":1,\"lifetime\":1}]}", "request 0: A virtual")]
    [DataRow(Substrate + "[{\"cpu\":[1],\"links\":[[0,1e99,1]],\"arrival\":1,\"lifetime\":1}]}", "something else")]
    public void What_is_no_stream_is_refused_with_its_place(string text, string reason)
    {
        InvalidDataException exception = Assert.ThrowsExactly<InvalidDataException>(() => Read(text));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private static RequestStream Read(string text) =>
        HiperNet.Vpxi.Planning.StreamReader.Read(Encoding.UTF8.GetBytes(text));
}

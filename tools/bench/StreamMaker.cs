using System.Text.Json;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Bench;

/// <summary>Makes streams: the same kind and seed give the same stream.</summary>
internal static class StreamMaker
{
    /// <summary>How often a graph is drawn again that is not connected, before links are added to join it.</summary>
    private const int Tries = 50;

    /// <summary>How much longer the long-lived stay.</summary>
    private const double Longer = 20;

    /// <summary>Makes a stream.</summary>
    public static RequestStream Make(StreamKind kind, ulong seed, int requests)
    {
        // Two draws, so that the substrate is the same whatever the requests are.
        Substrate substrate = kind.Physical(new StreamRandom(seed));
        StreamRandom random = new(~seed);
        List<StreamRequest> all = [];
        double now = 0;
        double ordinary = kind.Lifetime / (1 + ((Longer - 1) * kind.LongLived));
        for (int i = 0; i < requests; i++)
        {
            now += random.Exponential(1 / kind.Rate);
            double mean = random.Fraction() < kind.LongLived ? Longer * ordinary : ordinary;
            all.Add(new StreamRequest(now, random.Exponential(mean), Request(kind, random)));
        }

        return new RequestStream(substrate, all);
    }

    /// <summary>Writes a stream in the form that <c>hiper plan bench</c> reads.</summary>
    public static void Write(RequestStream stream, Stream output)
    {
        using Utf8JsonWriter json = new(output);
        json.WriteStartObject();
        json.WriteStartObject("substrate");
        WriteNumbers(
            json, Enumerable.Range(0, stream.Substrate.NodeCount).Select(node => stream.Substrate.Capacity(node)[0]));
        WriteLinks(json, stream.Substrate.Links.ToArray().Select(link => (link.From, link.To, link.Forward)));
        json.WriteEndObject();
        json.WriteStartArray("requests");
        foreach (StreamRequest request in stream.Requests)
        {
            json.WriteStartObject();
            json.WriteNumber("arrival", request.Arrival);
            json.WriteNumber("lifetime", request.Lifetime);
            WriteNumbers(json, request.Request.Nodes.ToArray().Select(node => node.Demand.Span[0]));
            WriteLinks(
                json, request.Request.Links.ToArray().Select(link => (link.From, link.To, link.Bandwidth)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static PlanRequest Request(StreamKind kind, StreamRandom random)
    {
        int count = random.Of(kind.Nodes);
        VirtualNode[] nodes =
            [.. Enumerable.Range(0, count).Select(_ => new VirtualNode(new[] { (long)random.Of(kind.Cpu) }))];
        VirtualLink[] links =
            [.. Ends(kind, random, count).Select(ends => new VirtualLink(
                ends.From, ends.To, random.Of(kind.Bandwidth), 0))];
        return new PlanRequest(
            nodes, links, [new PlacementGroup(GroupKind.Apart, Enumerable.Range(0, count).ToArray())]);
    }

    private static List<(int From, int To)> Ends(StreamKind kind, StreamRandom random, int count)
    {
        List<(int From, int To)> ends = Drawn(kind, random, count);
        for (int i = 0; i < Tries && kind.Density > 0 && Substrates.Joined(count, ends).Contains(false); i++)
        {
            ends = Drawn(kind, random, count);
        }

        for (int node = 1; node < count; node++)
        {
            if (!Substrates.Joined(count, ends)[node])
            {
                ends.Add((random.Below(node), node));
            }
        }

        return ends;
    }

    private static List<(int From, int To)> Drawn(StreamKind kind, StreamRandom random, int count)
    {
        List<(int From, int To)> ends = [];
        for (int from = 0; from < count; from++)
        {
            for (int to = from + 1; to < count; to++)
            {
                if (random.Fraction() < kind.Density)
                {
                    ends.Add((from, to));
                }
            }
        }

        return ends;
    }

    private static void WriteNumbers(Utf8JsonWriter json, IEnumerable<long> numbers)
    {
        json.WriteStartArray("cpu");
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteLinks(Utf8JsonWriter json, IEnumerable<(int From, int To, long Bandwidth)> links)
    {
        json.WriteStartArray("links");
        foreach ((int from, int to, long bandwidth) in links)
        {
            json.WriteStartArray();
            json.WriteNumberValue(from);
            json.WriteNumberValue(to);
            json.WriteNumberValue(bandwidth);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}

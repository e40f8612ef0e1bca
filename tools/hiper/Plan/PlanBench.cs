using System.CommandLine;
using System.Text.Json;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Cli.Plan;

/// <summary><c>hiper plan bench</c>: replays a recorded stream of requests.</summary>
internal static class PlanBench
{
    private const string StandardInput = "-";

    private const string Description = """
        Replay a stream of requests and print how many were placed, how well, and how fast.

        rac is the acceptance ratio, accepted by arrived; lrc is revenue times lifetime by cost times lifetime. Both are
        ratios from 0 to 1. Revenue is what was asked for, CPU and bandwidth; cost is CPU, and bandwidth for each hop.
        volume is the part of
        what was asked for, revenue times lifetime, that was placed. Each plan is verified by an independent checker
        before it counts. A plan is refused as costly if it takes more from later requests than it brings, by the parts
        of bandwidth and CPU that are in use and by the usual paths and sizes; with --admit-all a request is placed
        wherever it fits.
        """;

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Argument<string> file = new("STREAM")
        {
            Description = "The stream: {substrate: {cpu, links}, requests: [{arrival, lifetime, cpu, links}]}.",
        };
        Option<double> load = new("--load")
        {
            Description = "Divide all arrival times by this number; 1 if left out.",
            HelpName = "F",
            DefaultValueFactory = _ => 1,
        };
        Option<ulong> seed = new("--seed")
        {
            Description = "What breaks ties; the same seed gives the same plans.",
            HelpName = "N",
            DefaultValueFactory = _ => new PlannerOptions().Seed,
        };
        Option<bool> all = new("--admit-all")
        {
            Description = "Refuse only what no plan was found for.",
        };
        return Verb.Of(
            "bench",
            Description,
            [file, load, seed, all],
            parsed => Run(
                parsed.GetRequiredValue(file),
                parsed.GetValue(load),
                parsed.GetValue(seed),
                parsed.GetValue(all)));
    }

    private static Answer Run(string file, double load, ulong seed, bool all)
    {
        if (!double.IsFinite(load) || load <= 0)
        {
            throw new CliException(ExitCode.Usage, "--load needs a positive number");
        }

        RequestStream stream = Read(file);
        ReplayOptions options = new() { Load = load, Admission = !all };
        options = options with { Planner = options.Planner with { Seed = seed } };
        ReplayFigures figures = StreamReplay.Run(stream, options);
        return new Answer(Plain(figures, load), json => Write(json, figures, load, seed));
    }

    private static RequestStream Read(string file)
    {
        try
        {
            return Vpxi.Planning.StreamReader.Read(Octets(file));
        }
        catch (InvalidDataException exception)
        {
            throw new CliException(ExitCode.Malformed, $"{file}: {exception.Message}", exception);
        }
    }

    private static byte[] Octets(string file)
    {
        using Stream input = file == StandardInput ? Console.OpenStandardInput() : File.OpenRead(file);
        using MemoryStream octets = new();
        byte[] buffer = new byte[1 << 16];
        for (int read = input.Read(buffer); read > 0; read = input.Read(buffer))
        {
            octets.Write(buffer, 0, read);
            if (octets.Length > Vpxi.Planning.StreamReader.MaxOctets)
            {
                throw new InvalidDataException($"more than {Vpxi.Planning.StreamReader.MaxOctets} octets");
            }
        }

        return octets.ToArray();
    }

    private static string Plain(ReplayFigures figures, double load) => FormattableString.Invariant($"""
        load                {load:0.##}
        requests            {figures.Requests}
        accepted            {figures.Accepted} ({100 * figures.AcceptanceRatio:F2} %)
        refused as costly   {figures.TooCostly}
        revenue by cost     {figures.LongTermRatio:F4}
        volume placed       {100 * figures.VolumeRatio:F2} %
        time, mean          {figures.MeanTime.TotalMilliseconds:F2} ms
        time, 99 of 100     {figures.Percentile99.TotalMilliseconds:F2} ms
        time, longest       {figures.MaxTime.TotalMilliseconds:F2} ms
        """);

    private static void Write(Utf8JsonWriter json, ReplayFigures figures, double load, ulong seed)
    {
        json.WriteNumber("load", load);
        json.WriteNumber("seed", seed);
        json.WriteNumber("requests", figures.Requests);
        json.WriteNumber("accepted", figures.Accepted);
        json.WriteNumber("too_costly", figures.TooCostly);
        json.WriteNumber("rac", Math.Round(figures.AcceptanceRatio, 6));
        json.WriteNumber("lrc", Math.Round(figures.LongTermRatio, 6));
        json.WriteNumber("volume", Math.Round(figures.VolumeRatio, 6));
        json.WriteNumber("mean_ms", Math.Round(figures.MeanTime.TotalMilliseconds, 3));
        json.WriteNumber("p99_ms", Math.Round(figures.Percentile99.TotalMilliseconds, 3));
        json.WriteNumber("max_ms", Math.Round(figures.MaxTime.TotalMilliseconds, 3));
    }
}

using System.Globalization;
using System.Text;
using HiperNet.Testing;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

/// <summary>
/// The least cost of a plan, by glpsol: an integer program that is written from the request alone, with a variable for
/// each place of each node and for each arc of each virtual link. No latencies, one capacity, shared links.
/// </summary>
internal static class ExactOracle
{
    private const string Program = "glpsol";

    /// <summary>The least cost; null if there is no plan.</summary>
    public static long? LeastCost(Occupancy free, PlanRequest request, string folder)
    {
        string problem = Path.Combine(folder, "problem.lp");
        string solution = Path.Combine(folder, "solution.txt");
        File.WriteAllText(problem, Write(free, request));
        ProgramRun run = ProgramRun.Of(Program, default, "--lp", problem, "--write", solution);
        Assert.AreEqual(0, run.ExitCode, Encoding.UTF8.GetString(run.Output.Span));
        string[] line = File.ReadLines(solution)
            .First(text => text.StartsWith("s ", StringComparison.Ordinal))
            .Split(' ');
        return line[4] switch
        {
            "o" => (long)Math.Round(double.Parse(line[5], CultureInfo.InvariantCulture)),
            "n" => null,
            _ => throw new InvalidOperationException(string.Join(' ', line)),
        };
    }

    private static string Write(Occupancy free, PlanRequest request)
    {
        StringBuilder text = new("Minimize\n cost: 0 zero");
        int hosts = free.Substrate.NodeCount;
        List<string> binaries = [];
        for (int node = 0; node < request.Nodes.Length; node++)
        {
            for (int host = 0; host < hosts; host++)
            {
                long price = request.Nodes[node].Demand.Span[0] * free.Substrate.Price(host)[0];
                text.Append($"\n + {price} x_{node}_{host}");
                binaries.Add($"x_{node}_{host}");
            }
        }

        for (int link = 0; link < request.Links.Length; link++)
        {
            for (int arc = 0; arc < 2 * free.Substrate.Links.Length; arc++)
            {
                long price = request.Links[link].Bandwidth * free.Substrate.Links[arc / 2].Price;
                text.Append($"\n + {price} f_{link}_{arc}");
                binaries.Add($"f_{link}_{arc}");
            }
        }

        text.Append("\nSubject To\n zero = 0\n");
        WriteNodes(text, free, request);
        WritePaths(text, free, request);
        text.Append("Binary\n ").AppendJoin("\n ", binaries).Append("\nEnd\n");
        return text.ToString();
    }

    private static void WriteNodes(StringBuilder text, Occupancy free, PlanRequest request)
    {
        int hosts = free.Substrate.NodeCount;
        for (int node = 0; node < request.Nodes.Length; node++)
        {
            for (int host = 0; host < hosts; host++)
            {
                text.Append($" + x_{node}_{host}");
            }

            text.Append(" = 1\n");
            for (int host = 0; host < hosts; host++)
            {
                if (request.Nodes[node].Allowed?.Contains(host) == false)
                {
                    text.Append($" x_{node}_{host} = 0\n");
                }
            }
        }

        for (int host = 0; host < hosts; host++)
        {
            for (int node = 0; node < request.Nodes.Length; node++)
            {
                text.Append($" + {request.Nodes[node].Demand.Span[0]} x_{node}_{host}");
            }

            text.Append($" <= {free.Free(host)[0]}\n");
            foreach (PlacementGroup group in request.Groups)
            {
                foreach (int member in group.Members.ToArray())
                {
                    text.Append($" + x_{member}_{host}");
                }

                text.Append(" <= 1\n");
            }
        }
    }

    private static void WritePaths(StringBuilder text, Occupancy free, PlanRequest request)
    {
        int arcs = 2 * free.Substrate.Links.Length;
        for (int link = 0; link < request.Links.Length; link++)
        {
            for (int host = 0; host < free.Substrate.NodeCount; host++)
            {
                for (int arc = 0; arc < arcs; arc++)
                {
                    SubstrateLink physical = free.Substrate.Links[arc / 2];
                    int from = arc % 2 == 0 ? physical.From : physical.To;
                    text.Append(from == host ? $" + f_{link}_{arc}"
                        : physical.From == host || physical.To == host ? $" - f_{link}_{arc}" : "");
                }

                text.Append($" - x_{request.Links[link].From}_{host} + x_{request.Links[link].To}_{host} = 0\n");
            }
        }

        for (int physical = 0; physical < free.Substrate.Links.Length; physical++)
        {
            text.Append(" 0 zero");
            for (int link = 0; link < request.Links.Length; link++)
            {
                long bandwidth = request.Links[link].Bandwidth;
                text.Append($" + {bandwidth} f_{link}_{2 * physical} + {bandwidth} f_{link}_{(2 * physical) + 1}");
            }

            text.Append($" <= {free.FreeBandwidth(physical).Forward}\n");
        }
    }
}

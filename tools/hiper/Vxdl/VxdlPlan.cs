using System.CommandLine;
using HiperNet.Cli.Certs;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Cli.Vxdl;

/// <summary><c>hiper vxdl plan</c>: plans a description onto a pool, and books nothing.</summary>
internal static class VxdlPlan
{
    private const string Description = """
        Plan a description onto a pool: which resource each node gets, which path each link. Nothing is booked.

        0 there is a plan; 1 there is none: one line says which requirement fails, with what it would work, and from
        when on; 3 something cannot be read. What others have booked is given by plans: --json > a.json, then --booked
        a.json. What names no start is planned as early as possible after --from, what names no length
        for an hour.
        """;

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Argument<string> file = VxdlCommands.File();
        Option<string[]> set = VxdlCommands.Set();
        Option<string> pool = new("--pool")
        {
            Description = "The pool: a description of what is there.",
            HelpName = "FILE",
            Required = true,
        };
        Option<string[]> booked = new("--booked")
        {
            Description = "A plan of this pool, as --json prints it, that is booked; may be repeated.",
            HelpName = "PLAN.json",
        };
        Option<string?> asker = new("--as")
        {
            Description = "Who asks: a key or a name. If left out, the owner that the description names.",
            HelpName = "KEY",
        };
        Option<string[]> community = new("--community")
        {
            Description = "A community that who asks is a member of; may be repeated.",
            HelpName = "NAME",
        };
        Option<string?> from = new("--from")
        {
            Description = "The first start for what names none: 2026-11-21T12:00:00Z. Now, if left out.",
            HelpName = "T",
        };
        Option<ulong> seed = new("--seed")
        {
            Description = "What breaks ties; the same seed gives the same plan.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        Option<int> effort = new("--effort")
        {
            Description = "How long a plan is looked for and improved: 1 is about ten milliseconds, 100 a second.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        Option<bool> explain = new("--explain")
        {
            Description = "Say of each node and link how many resources would do, and what rules the others out.",
        };
        return Verb.Of(
            "plan",
            Description,
            [file, pool, booked, set, asker, community, from, seed, effort, explain],
            parsed =>
            {
                using Interruption interruption = new();
                return Run(
                    new PlanQuestion(
                        VxdlFile.Load(parsed.GetRequiredValue(file), parsed.GetValue(set)),
                        VxdlFile.Load(parsed.GetRequiredValue(pool), null),
                        parsed.GetValue(booked) ?? [],
                        Options(
                            parsed.GetValue(asker),
                            parsed.GetValue(community),
                            parsed.GetValue(from),
                            parsed.GetValue(seed),
                            parsed.GetValue(effort)),
                        parsed.GetValue(explain)),
                    interruption.Token);
            });
    }

    private static AllocationOptions Options(
        string? asker, string[]? communities, string? from, ulong seed, int effort)
    {
        const int mostEffort = 100_000;
        if (effort is < 1 or > mostEffort)
        {
            throw new CliException(ExitCode.Usage, $"--effort needs a number from 1 to {mostEffort}");
        }

        AllocationOptions options = new()
        {
            Asker = asker,
            Communities = communities ?? [],
            NotBefore = (TimeArgument.Parse(from, "--from") ?? TimeArgument.Now()).ToDateTimeOffset()
                .ToUnixTimeSeconds(),
        };
        return options with
        {
            Planner = options.Planner with
            {
                Seed = seed,
                Steps = options.Planner.Steps * effort,
                CompleteSteps = options.Planner.CompleteSteps * effort,
            },
        };
    }

    private static Answer Run(PlanQuestion question, CancellationToken cancel)
    {
        PoolBookings bookings = question.Bookings();
        Infrastructure wanted = question.Wanted();
        AllocationResult result = Allocations.Plan(bookings, wanted, question.Options, cancel);
        if (result.Allocation is not { } allocation)
        {
            cancel.ThrowIfCancellationRequested();
            return Refused(result.Refusal!);
        }

        IReadOnlyList<string> why = question.Explain
            ? Explanation.Of(bookings, wanted, question.Options, allocation)
            : [];
        return new Answer(PlanText.Of(allocation, why), json =>
        {
            AllocationJson.Write(json, allocation);
            if (question.Explain)
            {
                json.WriteStartArray("explanation");
                foreach (string line in why)
                {
                    json.WriteStringValue(line);
                }

                json.WriteEndArray();
            }
        });
    }

    private static Answer Refused(AllocationRefusal refusal) => new(PlanText.Of(refusal), json =>
    {
        json.WriteString("requirement", refusal.Requirement);
        json.WriteString("element", refusal.Element);
        json.WriteString("message", refusal.Message);
        json.WriteString("relaxation", refusal.Relaxation);
        if (refusal.Later is { } later)
        {
            json.WriteString("later_start", InstantText.Write(later.Start));
            json.WriteBoolean("is_earliest", later.IsEarliest);
        }
    })
    {
        Code = ExitCode.Refused,
    };
}

using System.Globalization;
using HiperNet.Agent.Configuration;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Agent.Discovery;

/// <summary>What a machine offers, as a pool in VXDL.</summary>
/// <param name="Document">The pool.</param>
/// <param name="Slots">Its nodes, without the switch.</param>
internal sealed record PoolOffer(string Document, IReadOnlyList<Slot> Slots)
{
    /// <summary>The name of the switch that the slots are on; a backbone's link ends at OFFER.net.</summary>
    public const string Switch = "net";

    /// <summary>What the HIP daemon of a node and its files take, which is not the user's: 256 MiB.</summary>
    public const long DaemonBytes = 256L << 20;

    private const string Name = "slot";
    private const double MillisOfOne = 1_000;

    /// <summary>Cuts a machine into slots.</summary>
    /// <param name="machine">What it has.</param>
    /// <param name="settings">How much of it is offered.</param>
    /// <exception cref="AgentConfigException">There is too little for so many slots.</exception>
    public static PoolOffer Of(Machine machine, OfferSettings settings)
    {
        long cores = (long)(machine.CpuMillis * settings.Cores / MillisOfOne / settings.Slots);
        long each = (long)(machine.MemoryBytes * settings.Memory / settings.Slots);
        long memory = each - settings.Storage - DaemonBytes;
        if (cores < 1 || memory < DeploymentRules.LeastBytes)
        {
            throw new AgentConfigException([string.Create(
                CultureInfo.InvariantCulture,
                $"offer: {settings.Slots} slots would have {cores} cores and {each >> 20} MiB each, of which "
                + $"{(settings.Storage + DaemonBytes) >> 20} MiB are for storage and hipd: too many slots")]);
        }

        string document = VxdlText.Write(Describe(machine, settings, cores, memory));
        Slot[] slots =
        [
            .. Enumerable.Range(1, settings.Slots).Select(number => new Slot(
                string.Create(CultureInfo.InvariantCulture, $"{Name}[{number}]"), cores, memory, settings.Storage)),
        ];
        return Check(document, slots);
    }

    private static Description Describe(Machine machine, OfferSettings settings, long cores, long memory) =>
        new(settings.Id)
        {
            Kind = InfrastructureKind.Physical,
            Location = settings.Location,
            Period = settings.Until is { } until ? new Period(0, until) : default,
            Security = new Security
            {
                Users = [.. settings.Users],
                Community = settings.Community,
                Confidentiality = settings.Confidentiality,
            },
            Elements =
            [
                new Node(Name)
                {
                    Count = settings.Slots,
                    Cores = Amount.Exactly(cores),
                    Frequency = machine.Frequency is { } hertz ? Amount.Exactly(hertz) : null,
                    Memory = Amount.Exactly(memory),
                    Storage = settings.Storage > 0 ? Amount.Exactly(settings.Storage) : null,
                    Architecture = machine.Architecture,
                    Price = settings.Price,
                },
                new Pattern(Switch)
                {
                    Kind = PatternKind.Lan,
                    Members = [new Reference(Name)],
                    Forward = Bandwidth(machine, settings),
                    Reverse = Bandwidth(machine, settings),
                },
            ],
        };

    private static Amount? Bandwidth(Machine machine, OfferSettings settings) =>
        (settings.Bandwidth ?? machine.FastestNetwork) is { } bits ? Amount.Exactly(bits) : null;

    // What is offered must be what the registrar reads: the names of resources, and no finding.
    private static PoolOffer Check(string document, Slot[] slots)
    {
        ReadResult read = VxdlText.Read(document);
        CheckResult? result = read.IsRight ? Checker.Check(read.Description!) : null;
        IReadOnlyList<Finding> findings = result?.Findings ?? read.Findings;
        if (result is null || !result.IsRight)
        {
            throw new AgentConfigException([.. findings.Select(finding => $"offer: {finding.Message}")]);
        }

        string[] nodes = [.. result.Infrastructure.Nodes.Where(node => !node.Implied).Select(node => node.Id)];
        return nodes.SequenceEqual(slots.Select(slot => slot.Element))
            ? new PoolOffer(document, slots)
            : throw new AgentConfigException([$"offer: the pool has other nodes: {string.Join(", ", nodes)}"]);
    }
}

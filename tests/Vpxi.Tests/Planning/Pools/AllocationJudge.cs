using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Vpxi.Tests.Planning.Pools;

/// <summary>
/// Says what is wrong with an allocation, by the sentences of spec/vxdl.md and as plainly as possible: it goes through
/// instants and adds up. It shares nothing with the planner but the types.
/// </summary>
internal sealed class AllocationJudge
{
    private readonly Infrastructure pool;
    private readonly Infrastructure wanted;
    private readonly AllocationOptions options;
    private readonly Allocation allocation;
    private readonly List<string> faults = [];
    private readonly long shift;

    private AllocationJudge(
        Infrastructure pool, Infrastructure wanted, AllocationOptions options, Allocation allocation, long shift) =>
        (this.pool, this.wanted, this.options, this.allocation, this.shift) =
            (pool, wanted, options, allocation, shift);

    /// <summary>Everything that is wrong; empty for an allocation that may be booked beside the others.</summary>
    /// <param name="pool">What there is.</param>
    /// <param name="others">What is booked.</param>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="options">Who asked.</param>
    /// <param name="allocation">What was planned.</param>
    /// <param name="shift">By how much all windows were moved.</param>
    public static IReadOnlyList<string> Faults(
        Infrastructure pool,
        IReadOnlyList<Allocation> others,
        Infrastructure wanted,
        AllocationOptions options,
        Allocation allocation,
        long shift = 0)
    {
        AllocationJudge judge = new(pool, wanted, options, allocation, shift);
        judge.Nodes();
        judge.Links();
        judge.Placements();
        judge.Costs();
        judge.faults.AddRange(Overbooked(pool, [.. others, allocation]));
        return judge.faults;
    }

    /// <summary>Where, and when, allocations have more than there is, or share what one has alone.</summary>
    public static IEnumerable<string> Overbooked(Infrastructure pool, IReadOnlyList<Allocation> all)
    {
        // (who, resource, direction or capacity, amount, when, alone)
        List<(int Who, string What, Capacity? Capacity, long Amount, TimeWindow When, bool Alone)> uses = [];
        for (int who = 0; who < all.Count; who++)
        {
            foreach (NodeGrant grant in all[who].Nodes)
            {
                uses.Add((who, grant.Resource, null, 0, grant.Window, grant.Alone));
                uses.AddRange(grant.Amounts.Select(amount =>
                    (who, grant.Resource, (Capacity?)amount.Capacity, amount.Amount, amount.Window, false)));
            }

            foreach (LinkGrant grant in all[who].Links)
            {
                string at = grant.From;
                foreach (string hop in grant.Path)
                {
                    Link link = pool.Links.Single(link => link.Id == hop);
                    bool along = link.Source.Path == at;
                    at = along ? link.Target.Path : link.Source.Path;
                    uses.Add((who, hop, null, 0, grant.Window, grant.Alone));
                    foreach (TimedAmount amount in grant.Amounts)
                    {
                        bool forward = amount.Capacity.Kind == CapacityKind.Forward ? along : !along;
                        Capacity capacity = new(forward ? CapacityKind.Forward : CapacityKind.Reverse);
                        uses.Add((who, hop, capacity, amount.Amount, amount.Window, false));
                    }
                }
            }
        }

        long[] instants = [.. uses.Select(use => use.When.Start).Distinct()];
        foreach (IGrouping<string, (int Who, string What, Capacity? Capacity, long Amount, TimeWindow When, bool Alone)>
            resource in uses.GroupBy(use => use.What))
        {
            Element element = pool.Nodes.Cast<Element>().Concat(pool.Links).Single(one => one.Id == resource.Key);
            foreach (long instant in instants)
            {
                var now = resource.Where(use => use.When.Contains(instant)).ToArray();
                if (now.Any(use => use.Alone || element.Security.Exclusive)
                    && now.Select(use => use.Who).Distinct().Count() > 1)
                {
                    yield return $"{resource.Key} is shared at {instant}, and somebody wants it alone";
                }

                foreach (var capacity in now.Where(use => use.Capacity is not null).GroupBy(use => use.Capacity!.Value))
                {
                    Int128 sum = capacity.Aggregate((Int128)0, (total, use) => total + use.Amount);
                    if (sum > Has(element, capacity.Key))
                    {
                        yield return $"{resource.Key} has {Has(element, capacity.Key)} {capacity.Key.Name}, used {sum}";
                    }
                }
            }
        }
    }

    private static long Has(Element element, Capacity capacity) => (element, capacity.Kind) switch
    {
        (Node node, CapacityKind.Cores) => Has(node.Cores),
        (Node node, CapacityKind.Memory) => Has(node.Memory),
        (Node node, CapacityKind.Storage) => Has(node.Storage),
        (Node node, CapacityKind.Device) => node.Devices.Count(device => device == capacity.Device),
        (Link link, CapacityKind.Forward) => Has(link.Forward),
        (Link link, CapacityKind.Reverse) => Has(link.Reverse),
        _ => 0,
    };

    private static long Has(Amount? amount) =>
        amount is null ? 0 : amount.Maximum == Amount.Unbounded ? amount.Minimum : amount.Maximum;

    private void Nodes()
    {
        if (!wanted.Nodes.Select(node => node.Id).SequenceEqual(allocation.Nodes.Select(grant => grant.Node)))
        {
            faults.Add("not each node has one grant");
            return;
        }

        foreach ((Node node, NodeGrant grant) in wanted.Nodes.Zip(allocation.Nodes))
        {
            Node host = pool.Nodes.Single(host => host.Id == grant.Resource);
            Common(node, host, host.Location, grant.Window, grant.Alone);
            Expect(host.Function == ElementaryFunction.Compute || host.Function == node.Function, node, "function");
            Expect(node.Architecture is null || node.Architecture == host.Architecture, node, "architecture");
            Expect(node.Region is null || node.Region == host.Region, node, "region");
            Expect(node.StorageType is null || node.StorageType == host.StorageType, node, "type");
            Expect(node.Image is null || host.Image is null || node.Image == host.Image, node, "image");
            Expect(
                node.Frequency is null || (host.Frequency is not null && node.Frequency.Permits(Has(host.Frequency))),
                node,
                "frequency");
            Expect(host.Software.Count == 0 || node.Software.All(host.Software.Contains), node, "software");
            Expect(host.Services.Count == 0 || node.Services.All(host.Services.Contains), node, "services");
            Amounts(node, node.Cores, CapacityKind.Cores, grant.Amounts, grant.Window);
            Amounts(node, node.Memory, CapacityKind.Memory, grant.Amounts, grant.Window);
            Amounts(node, node.Storage, CapacityKind.Storage, grant.Amounts, grant.Window);
            Expect(
                node.Devices.Order().SequenceEqual(grant.Amounts
                    .Where(amount => amount.Capacity.Kind == CapacityKind.Device)
                    .SelectMany(amount => Enumerable.Repeat(amount.Capacity.Device!, (int)amount.Amount))
                    .Order()),
                node,
                "devices");
        }
    }

    private void Links()
    {
        if (!wanted.Links.Select(link => link.Id).SequenceEqual(allocation.Links.Select(grant => grant.Link)))
        {
            faults.Add("not each link has one grant");
            return;
        }

        foreach ((Link link, LinkGrant grant) in wanted.Links.Zip(allocation.Links))
        {
            Expect(grant.From == On(link.Source.Path) && grant.To == On(link.Target.Path), link, "ends");
            Amounts(link, link.Forward, CapacityKind.Forward, grant.Amounts, grant.Window);
            Amounts(link, link.Reverse, CapacityKind.Reverse, grant.Amounts, grant.Window);
            string at = grant.From;
            long latency = 0;
            foreach (string hop in grant.Path)
            {
                Link physical = pool.Links.Single(physical => physical.Id == hop);
                Expect(physical.Source.Path == at || physical.Target.Path == at, link, "path");
                at = physical.Source.Path == at ? physical.Target.Path : physical.Source.Path;
                latency += Has(physical.Latency);
                Expect(link.Latency is null or { Maximum: Amount.Unbounded } || physical.Latency is not null,
                    link, "latency that is not known");
                Common(link, physical, Location(physical), grant.Window, grant.Alone);
            }

            Expect(at == grant.To, link, "end of the path");
            Expect(grant.Path.Distinct().Count() == grant.Path.Count, link, "path in a circle");
            Expect(link.Latency is null || latency <= link.Latency.Maximum, link, "latency");
        }
    }

    private string? Location(Link physical) => physical.Location ?? (
        pool.Nodes.Single(node => node.Id == physical.Source.Path).Location is { } location
        && pool.Nodes.Single(node => node.Id == physical.Target.Path).Location == location ? location : null);

    private void Common(Element element, Element physical, string? location, TimeWindow window, bool alone)
    {
        Expect(window == WindowOf(element), element, "window");
        Expect(element.Location is null || element.Location == location, element, "location");
        Expect(element.Model is null || element.Model == physical.Model, element, "model");
        Expect(
            element.Security.Community is null || element.Security.Community == physical.Security.Community,
            element,
            "community");
        Expect(physical.Security.Confidentiality >= element.Security.Confidentiality, element, "confidentiality");
        bool wantsAlone = element.Security.Exclusive || element.Security.Confidentiality == Confidentiality.Secret;
        Expect(!(wantsAlone || (physical is Node && physical.Security.Exclusive)) || alone, element, "exclusive");
        string[] users = element.Security.Users.Count > 0 ? [.. element.Security.Users]
            : (options.Asker ?? wanted.Owner) is { } owner ? [owner] : [];
        ModelList<string> let = physical.Security.Users;
        Expect(
            let.Count == 0 || options.Communities.Any(let.Contains) || (users.Length > 0 && users.All(let.Contains)),
            element,
            "users");
        Expect(physical.Period.Start is not long from || from <= window.Start, element, "not there yet");
        Expect(
            physical.Period.Length is not long length
                || (physical.Period.Start is long start ? window.End <= start + length : window.Length <= length),
            element,
            "not there any more");
    }

    private TimeWindow WindowOf(Element element)
    {
        long start = (element.Period.Start ?? wanted.Period.Start ?? options.NotBefore) + shift;
        return new TimeWindow(start, start + (element.Period.Length ?? options.DefaultLength));
    }

    private void Amounts(
        Element element, Amount? asked, CapacityKind kind, ModelList<TimedAmount> amounts, TimeWindow window)
    {
        TimedAmount[] granted = [.. amounts.Where(amount => amount.Capacity.Kind == kind)];
        if (asked is null)
        {
            Expect(granted.Length == 0, element, $"{kind} that is not asked for");
            return;
        }

        long begin = (wanted.Period.Start ?? options.NotBefore) + shift;
        long from = asked.Event is null
            ? window.Start
            : Math.Max(window.Start, begin + (wanted.Timeline.Single(one => one.Id == asked.Event).Delay / 1000));
        if (from >= window.End)
        {
            return;
        }

        Expect(granted.Length <= 1, element, $"{kind} twice");
        Expect(asked.Permits(granted.Sum(amount => amount.Amount)), element, $"{kind} of a value that will not do");
        Expect(granted.All(amount => amount.Window == new TimeWindow(from, window.End)), element, $"{kind} at a time");
    }

    private void Placements()
    {
        foreach (Placement placement in wanted.Placements)
        {
            string?[] places = [.. placement.Members.Select(member => On(member.Path)).Select(host =>
                placement.Scope == PlacementScope.Resource
                    ? host
                    : pool.Nodes.Single(node => node.Id == host).Location)];
            int different = places.Distinct().Count();
            Expect(
                !places.Contains(null) && (placement.Apart ? different == places.Length : different <= 1),
                placement,
                "placement");
        }
    }

    private void Costs()
    {
        decimal whole = 0;
        Dictionary<string, decimal> groups = wanted.Groups.ToDictionary(group => group.Id, _ => 0m);
        foreach ((Node node, NodeGrant grant) in wanted.Nodes.Zip(allocation.Nodes))
        {
            decimal cores = grant.Amounts.Where(amount => amount.Capacity.Kind == CapacityKind.Cores)
                .Sum(amount => (decimal)amount.Amount * amount.Window.Length / 3600);
            whole += Add(node, cores * (pool.Nodes.Single(host => host.Id == grant.Resource).Price ?? 0), grant.Cost);
        }

        foreach ((Link link, LinkGrant grant) in wanted.Links.Zip(allocation.Links))
        {
            decimal traffic = grant.Amounts.Sum(amount => amount.Amount / 1e9m * amount.Window.Length / 3600);
            decimal prices = grant.Path.Sum(hop => pool.Links.Single(physical => physical.Id == hop).Price ?? 0);
            whole += Add(link, traffic * prices, grant.Cost);
        }

        foreach (Group group in wanted.Groups)
        {
            Expect(group.MaximumCost is not long most || Up(groups[group.Id]) <= most, group, "cost");
        }

        Expect(wanted.MaximumCost is not long mostOfAll || Up(whole) <= mostOfAll, wanted, "cost");
        Expect(Math.Abs(Up(whole) - allocation.Cost) <= 1, wanted, "sum of costs");

        decimal Add(Element element, decimal cost, long told)
        {
            string? name = element.Group;
            while (name is not null)
            {
                groups[name] += cost;
                name = wanted.Groups.Single(one => one.Id == name).Group;
            }

            Expect(Math.Abs(Up(cost) - told) <= 1, element, "cost that is told");
            Expect(element.MaximumCost is not long bound || Up(cost) <= bound, element, "cost");
            return cost;
        }
    }

    private static decimal Up(decimal cost) => Math.Ceiling(Math.Round(cost, 12));

    private string On(string node) => allocation.Nodes.Single(grant => grant.Node == node).Resource;

    private void Expect(bool holds, Element element, string what)
    {
        if (!holds)
        {
            faults.Add($"{element.Id}: {what}");
        }
    }
}

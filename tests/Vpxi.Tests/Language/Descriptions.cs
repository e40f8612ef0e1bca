using FsCheck;
using FsCheck.Fluent;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Language;

/// <summary>Random descriptions: any that the text form can say, right or not.</summary>
internal static class Descriptions
{
    private const string Letters = "abXY01_-. $\"\\#{}é→\n\t\u0001";

    /// <summary>Texts, some of them with a meaning somewhere.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements("", "to", "${x}", "$${", "1 GB", "from", "\"\"\"", "a // b", "# c", "\uD83D\uDE00", "\uD83D", "4"),
        Gen.Choose(0, 12).SelectMany(length => Gen.Elements(Letters.ToCharArray()).ArrayOf(length))
            .Select(letters => new string(letters)));

    private static Gen<string> Name { get; } = Gen.OneOf(
        Gen.Elements("a", "b", "head", "worker-1", "to", "one", "node", "0-2", "10.0.0.1", "node test"),
        Text.Where(text => text.Length > 0 && !text.AsSpan().ContainsAny("[]*")));

    private static Gen<Reference> Reference { get; } = Gen.OneOf(
        Gen.Elements("a", "rack[1].worker[2]", "rack[*].worker", "to", "a..b", "x[01]", "x[99999]", "x[0]"),
        Name).Select(path => new Reference(path));

    private static Gen<long> Number { get; } = Gen.OneOf(
        Gen.Choose(0, 20).Select(number => (long)number),
        Gen.Choose(0, 2_000_000).Select(number => number * 1024L),
        Gen.Choose(0, 2_000_000).Select(number => number * 1_000_000L),
        Gen.Choose(0, int.MaxValue).Select(number => number * 4_294_967_291L));

    private static Gen<Amount> Amount { get; } =
        from form in Gen.Choose(0, 4)
        from low in Number
        from high in Number
        from step in Number
        from choices in Number.NonEmptyListOf()
        from preferred in Maybe(Number)
        from moment in Optional(Name)
        select (form switch
        {
            0 => HiperNet.Vpxi.Model.Amount.Exactly(low),
            1 => HiperNet.Vpxi.Model.Amount.AtLeast(low) with { Step = step },
            2 => HiperNet.Vpxi.Model.Amount.AtMost(high),
            3 => new Amount(low, high) { Step = step },
            _ => new Amount(choices.Min(), choices.Max()) { Choices = [.. choices.Distinct().Order()] },
        }) with
        {
            Preferred = preferred,
            Event = moment,
        };

    private static Gen<Period> Period { get; } =
        from start in Maybe(Gen.Choose(-1_000_000_000, int.MaxValue).Select(second => (long)second))
        from length in Maybe(Gen.Choose(0, 1_000_000_000).Select(second => (long)second))
        select new Period(start, length);

    private static Gen<Security> Security { get; } =
        from users in List(Text)
        from community in Optional(Text)
        from level in Gen.Elements(Enum.GetValues<Confidentiality>())
        from exclusive in Gen.Elements(true, false)
        select new Security
        {
            Users = users,
            Community = community,
            Confidentiality = level,
            Exclusive = exclusive,
        };

    private static Gen<AccessRule> Rule { get; } =
        from kind in Gen.Elements(Enum.GetValues<AccessRuleKind>())
        from endpoints in List(Reference)
        from port in Optional(Gen.Choose(1, 65535).Select(port => $"{port}"))
        from protocol in Optional(Text)
        from region in Optional(Text)
        from addresses in Gen.Choose(0, 3)
        select new AccessRule(kind)
        {
            Endpoints = endpoints,
            InPort = port is null ? null : int.Parse(port),
            OutPort = port is null ? null : 65_536 - int.Parse(port),
            Protocol = protocol,
            Region = region,
            Addresses = addresses == 0 ? null : addresses,
        };

    private static Gen<ControlPlane> Plane { get; } =
        from layer in Optional(Text)
        from size in Gen.Choose(-1, 3)
        from source in Reference
        from target in Reference
        from inside in Optional(Reference)
        from routes in Gen.Choose(0, 2)
        select new ControlPlane
        {
            Layer = layer,
            Type = layer,
            Protocol = layer,
            TableSize = size < 0 ? null : size,
            Routes = [.. Enumerable.Repeat(new Route(source, target) { LinkIn = inside, LinkOut = inside }, routes)],
        };

    private static Gen<Element> Node { get; } =
        from name in Name
        from function in Gen.Elements(Enum.GetValues<ElementaryFunction>())
        from amounts in Optional(Amount).ArrayOf(4)
        from texts in Optional(Text).ArrayOf(6)
        from lists in List(Text).ArrayOf(3)
        from plane in Optional(Plane)
        from rules in List(Rule)
        select (Element)new Node(name)
        {
            Function = function,
            Cores = amounts[0],
            Frequency = amounts[1],
            Memory = amounts[2],
            Storage = amounts[3],
            Architecture = texts[0],
            StorageType = texts[1],
            Region = texts[2],
            Image = texts[3],
            Command = texts[4],
            Model = texts[5],
            Software = lists[0],
            Services = lists[1],
            Devices = lists[2],
            ControlPlane = plane,
            Access = rules,
        };

    private static Gen<Element> Link { get; } =
        from name in Name
        from source in Reference
        from target in Reference
        from amounts in Optional(Amount).ArrayOf(3)
        from same in Gen.Elements(true, false)
        select (Element)new Link(name, source, target)
        {
            Forward = amounts[0],
            Reverse = same ? amounts[0] : amounts[1],
            Latency = amounts[2],
        };

    private static Gen<Element> Pattern { get; } =
        from name in Name
        from kind in Gen.Elements(Enum.GetValues<PatternKind>())
        from members in Reference.NonEmptyListOf()
        from center in Reference
        from fanout in Gen.Choose(0, 4)
        from amounts in Optional(Amount).ArrayOf(2)
        select (Element)new Pattern(name)
        {
            Kind = kind,
            Members = [.. members],
            Center = kind == PatternKind.Star ? center : null,
            Fanout = kind == PatternKind.Tree && fanout > 0 ? fanout : null,
            Forward = amounts[0],
            Latency = amounts[1],
        };

    private static Gen<Element> Placement { get; } =
        from name in Name
        from apart in Gen.Elements(true, false)
        from scope in Gen.Elements(Enum.GetValues<PlacementScope>())
        from members in Reference.NonEmptyListOf()
        select (Element)new Placement(name) { Apart = apart, Scope = scope, Members = [.. members] };

    /// <summary>Descriptions whose size grows with the generator's.</summary>
    public static Gen<Description> Any { get; } = Gen.Sized(size =>
        from name in Name
        from kind in Gen.Elements(Enum.GetValues<InfrastructureKind>())
        from owner in Optional(Text)
        from connected in Gen.Elements(true, false)
        from elements in Elements(Math.Min(3, size / 20))
        from delay in Gen.Choose(0, 1_000_000)
        from moments in List(Name)
        from whole in Common(new Description(name), counted: false)
        select (Description)whole with
        {
            Kind = kind,
            Owner = owner,
            Connected = connected,
            Elements = elements,
            Timeline = [.. moments.Select(moment => new TimelineEvent(moment, delay))],
        });

    private static Gen<ModelList<Element>> Elements(int depth) =>
        from count in Gen.Choose(0, 3)
        from elements in Element(depth).ArrayOf(count)
        select (ModelList<Element>)[.. elements];

    private static Gen<Element> Element(int depth)
    {
        Gen<Element> simple = Gen.OneOf(Node, Link, Pattern).SelectMany(element => Common(element, counted: true));
        Gen<Element> group =
            from name in Name
            from elements in Elements(depth - 1)
            from whole in Common(new Group(name) { Elements = elements }, counted: true)
            select whole;
        return depth > 0
            ? Gen.Frequency((4, simple), (1, Placement), (2, group))
            : Gen.Frequency((4, simple), (1, Placement));
    }

    private static Gen<Element> Common(Element element, bool counted) =>
        from count in Gen.Choose(0, counted ? 3 : 0)
        from location in Optional(Text)
        from period in Period
        from security in Security
        from cost in Maybe(Number)
        from price in Maybe(Number)
        from labels in List(Gen.Zip(Text, Text).Select(pair => new Label(pair.Item1, pair.Item2)))
        select element with
        {
            Count = count == 0 ? null : count,
            Location = location,
            Period = period,
            Security = security,
            MaximumCost = cost,
            Price = price,
            Labels = labels,
        };

    private static Gen<T?> Optional<T>(Gen<T> some)
        where T : class => Gen.Frequency((2, Gen.Constant<T?>(null)), (1, some.Select(value => (T?)value)));

    private static Gen<long?> Maybe(Gen<long> some) =>
        Gen.Frequency((2, Gen.Constant<long?>(null)), (1, some.Select(value => (long?)value)));

    private static Gen<ModelList<T>> List<T>(Gen<T> item) => Gen.Choose(0, 2)
        .SelectMany(count => item.ArrayOf(count))
        .Select(items => (ModelList<T>)[.. items]);
}

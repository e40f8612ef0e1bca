using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Tests.Tags;

/// <summary>Generators of tags and requests from few words, so that what they make collides often.</summary>
internal static class TagGen
{
    private const int Depth = 3;

    private static readonly string[] Orderings = ["alpha", "numeric", "time", "binary", "date"];

    private static readonly ImmutableArray<SexpNode> Words =
    [
        .. "a b ab abc \"\" 5 10 010 1e1 -1 -0 0 0.5 /my /mydata * [h]a [i]a [h]10 10:00:00 12:30:00 24:00:00"
            .Split(' ').Select(TagText.Node),
        .. "2026-01-01_00:00:00 2026-06-01_00:00:00 2026-02-30_00:00:00 #00# #05# #6100# #ff# #ffff# #0100# #0005#"
            .Split(' ').Select(TagText.Node),
    ];

    private static readonly ImmutableDictionary<string, ImmutableArray<SexpNode>> Bounds =
        ImmutableDictionary.CreateRange(new Dictionary<string, ImmutableArray<SexpNode>>
        {
            ["alpha"] = Pool("\"\" a #6100# ab b 1 10 10: 11 2026 5 - / /my #ff# #ffff#"),
            ["numeric"] = Pool("-1 -0.5 0 0.5 5 10 10.000000001 1000"),
            ["time"] = Pool("00:00:00 10:00:00 10:00:01 12:30:00 23:59:59"),
            ["binary"] = Pool("#00# #05# #35# #61# #ff# #0100# #3130# #10000000000000# #31303a30303a3030#"),
            ["date"] = Pool("2026-01-01_00:00:00 2026-01-01_00:00:01 2026-06-01_00:00:00 9999-12-31_23:59:59"),
        });

    /// <summary>Heads of lists and everything but a star form's first word.</summary>
    private static readonly Gen<SexpNode> Head = Gen.Elements("a", "b", "ab", "5", "[h]a").Select(TagText.Node);

    private static readonly Gen<SexpNode> Word = Gen.Elements(Words.ToArray());

    private static readonly Gen<SexpNode> NearbyLists = List(
        Gen.Constant<SexpNode>("a"),
        Gen.Elements("a", "b", "(*)", "(* prefix a)", "(* set a b)", "(a b)").Select(TagText.Node),
        3);

    /// <summary>Tags as written; all parse. Some are sets of lists that often include each other.</summary>
    public static Gen<SexpNode> Written { get; } = Gen.Frequency(
        (3, Tag(Depth)),
        (1, Star("set", Some(NearbyLists, 1, 5))));

    /// <summary>Tags in normal form.</summary>
    public static Gen<TagExpression> Tags { get; } = Written.Select(Parse);

    /// <summary>Intersections of two tags and tags as read: everything that may meet in a chain.</summary>
    public static Gen<TagExpression> ChainTags { get; } = Gen.Frequency(
        (2, Tags),
        (1, Two(Tags).Select(static pair => TagExpression.Intersect(pair.First, pair.Second) ?? pair.First)));

    /// <summary>Ranges and prefixes of every kind, and what one or two intersections make of them.</summary>
    public static Gen<TagExpression> Ranges { get; } = Gen.Frequency(
        (3, Gen.Frequency((1, Prefix()), (5, Range())).Select(Parse)),
        (1, Two(Gen.Frequency((1, Prefix()), (5, Range())).Select(Parse))
            .Select(static pair => TagExpression.Intersect(pair.First, pair.Second) ?? pair.First)));

    /// <summary>Atoms and lists without a star form.</summary>
    public static Gen<SexpNode> Requests { get; } = Ground(Depth);

    /// <summary>Any trees: empty lists, lists in front, misplaced stars.</summary>
    public static Gen<SexpNode> Trees { get; } = Tree(Depth + 1);

    public static Gen<(T First, T Second)> Two<T>(Gen<T> gen) =>
        gen.SelectMany(first => gen.Select(second => (first, second)));

    public static Gen<(T First, T Second, T Third)> Three<T>(Gen<T> gen) =>
        Two(gen).SelectMany(pair => gen.Select(third => (pair.First, pair.Second, third)));

    public static TagExpression Parse(SexpNode node)
    {
        bool isTag = TagExpression.TryParse(node, out TagExpression? tag, out TagFault fault);
        Assert.IsTrue(isTag, $"{TagText.Short(node.ToString())}: {fault}");
        return tag!;
    }

    /// <summary>A request that is likely a member of the tag, and sometimes just not.</summary>
    public static Gen<SexpNode> RequestNear(SexpNode tag) => tag switch
    {
        SexpList list when list.Head.SequenceEqual("*"u8) => list.Count == 1 ? Requests : NearStar(list),
        SexpList list => Gen.Frequency((9, NearList(list)), (1, Requests)),
        _ => Gen.Frequency((9, Gen.Constant(tag)), (1, Requests)),
    };

    /// <summary>Simpler tags than a given one: a part of it, or all but a part.</summary>
    public static IEnumerable<SexpNode> Shrink(SexpNode tag)
    {
        if (tag is not SexpList list)
        {
            return [];
        }

        IEnumerable<SexpNode> without = list.Items.Select(
            (_, i) => (SexpNode)new SexpList(list.Items.RemoveAt(i)));
        IEnumerable<SexpNode> within = list.Items.SelectMany(
            (item, i) => Shrink(item).Select(less => (SexpNode)new SexpList(list.Items.SetItem(i, less))));
        return list.Items.Concat(without).Concat(within).Where(IsTag);
    }

    private static bool IsTag(SexpNode node) => TagExpression.TryParse(node, out _, out _);

    private static ImmutableArray<SexpNode> Pool(string text) => [.. text.Split(' ').Select(TagText.Node)];

    private static Gen<SexpNode> Tag(int depth)
    {
        Gen<SexpNode> all = Gen.Constant(TagText.Node("(*)"));
        Gen<SexpNode> leaf = Gen.Frequency((1, all), (4, Word), (2, Prefix()), (5, Range()));
        if (depth == 0)
        {
            return leaf;
        }

        Gen<SexpNode> inner = Tag(depth - 1);
        return Gen.Frequency((3, leaf), (4, List(Head, inner, 3)), (4, Star("set", Some(inner, 1, 4))));
    }

    private static Gen<SexpNode> Ground(int depth) =>
        depth == 0 ? Word : Gen.Frequency((2, Word), (3, List(Head, Ground(depth - 1), 3)));

    private static Gen<SexpNode> Tree(int depth)
    {
        Gen<SexpNode> word = Gen.Frequency(
            (3, Word),
            (3, Gen.Elements("*", "set", "range", "prefix", "and", "alpha", "numeric", "ge", "le", "[h]*", "[h]set")
                .Select(TagText.Node)));
        return depth == 0
            ? word
            : Gen.Frequency(
                (2, word),
                (3, Some(Tree(depth - 1), 0, 4).Select(static items => (SexpNode)new SexpList([.. items]))),
                (3, Some(Tree(depth - 1), 0, 4).Select(static items => (SexpNode)new SexpList(["*", .. items]))));
    }

    private static Gen<SexpNode> Prefix() =>
        Gen.Elements(Bounds["alpha"].ToArray()).Select(static prefix => (SexpNode)SexpList.Of("*", "prefix", prefix));

    private static Gen<SexpNode> Range() =>
        from ordering in Gen.Elements(Orderings)
        from low in Gen.Elements(Bounds[ordering].ToArray())
        from high in Gen.Elements(Bounds[ordering].ToArray())
        from lowWord in Gen.Elements("", "g", "ge")
        from highWord in Gen.Elements("", "l", "le")
        let range = RangeOf(ordering, lowWord, low, highWord, high)
        let swapped = RangeOf(ordering, lowWord, high, highWord, low)
        select (SexpNode)(IsTag(range) ? range : IsTag(swapped) ? swapped : RangeOf(ordering, "ge", low, "le", low));

    private static SexpList RangeOf(string ordering, string lowWord, SexpNode low, string highWord, SexpNode high)
    {
        List<SexpNode> words = ["*", "range", ordering];
        words.AddRange(lowWord.Length == 0 ? [] : [lowWord, low]);
        words.AddRange(highWord.Length == 0 ? [] : [highWord, high]);
        return new SexpList([.. words]);
    }

    private static Gen<SexpNode> List(Gen<SexpNode> head, Gen<SexpNode> element, int most) =>
        head.SelectMany(first => Some(element, 0, most).Select(rest => (SexpNode)new SexpList([first, .. rest])));

    private static Gen<SexpNode> Star(string keyword, Gen<SexpNode[]> rest) =>
        rest.Select(items => (SexpNode)new SexpList(["*", keyword, .. items]));

    private static Gen<SexpNode[]> Some(Gen<SexpNode> element, int least, int most) =>
        Gen.Choose(least, most).SelectMany(count => element.ArrayOf(count));

    private static Gen<SexpNode> NearList(SexpList list)
    {
        Gen<SexpNode[]> items = Gen.Constant<SexpNode[]>([list[0]]);
        foreach (SexpNode item in list.Items.Skip(1))
        {
            items = items.SelectMany(before => RequestNear(item).Select(next => (SexpNode[])[.. before, next]));
        }

        return items.SelectMany(all => Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Constant(1)))
            .SelectMany(more => Ground(1).ArrayOf(more).Select(tail => (SexpNode)new SexpList([.. all, .. tail]))));
    }

    private static Gen<SexpNode> NearStar(SexpList star) => star[1].ToString() switch
    {
        "set" or "and" => Gen.Elements(star.Items.Skip(2).ToArray()).SelectMany(RequestNear),
        "prefix" => Gen.Elements("", "a", "/x", "0").Select(tail => (SexpNode)Append((SexpAtom)star[2], tail)),
        _ => Gen.Frequency((4, Gen.Elements(Bounds[star[2].ToString()].ToArray())), (1, Word)),
    };

    private static SexpAtom Append(SexpAtom atom, string tail) =>
        new((byte[])[.. atom.Octets.Span, .. System.Text.Encoding.ASCII.GetBytes(tail)]);
}

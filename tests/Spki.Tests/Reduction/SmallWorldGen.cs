using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>Random small worlds. Names, thresholds and named delegation are as frequent as plain chains.</summary>
internal static class SmallWorldGen
{
    private const int MostCertificates = 12;
    private const string Letters = "xyz";

    public static Gen<SmallWorld> Any { get; } =
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        select World(new FuzzSource(((ulong)high << 31) | (uint)low));

    /// <summary>The worlds with one certificate less.</summary>
    public static IEnumerable<SmallWorld> Shrink(SmallWorld world) =>
        Enumerable.Range(0, world.Certificates.Length).Select(world.Without);

    public static SmallWorld World(FuzzSource source)
    {
        // Few keys make loops and several ways; many make long chains.
        int keys = 3 + source.Below(SmallWorld.Keys - 2);
        int names = source.Below(3);
        int thresholds = source.Below(3);
        int root = source.Below(3) == 0 ? SmallWorld.Acl : 0;
        ImmutableArray<SmallCertificate> certificates =
            [.. Enumerable.Range(0, 2 + source.Below(MostCertificates - 1))
                .Select(_ => Certificate(source, keys, names, thresholds))];
        SmallParty asker = new("kkkkkkho"[source.Below(8)], source.Below(keys));
        return new SmallWorld(certificates, root, asker, source.Below(2));
    }

    private static SmallCertificate Certificate(FuzzSource source, int keys, int names, int thresholds)
    {
        int? from = source.Below(8) switch { 0 => SmallWorld.Now, 1 => 3, 2 when source.Below(2) == 0 => 6, _ => null };
        int? to = source.Below(8) switch
        {
            0 => SmallWorld.Now,
            1 => 6,
            2 => 7,
            3 => 8,
            4 when source.Below(3) == 0 && from is null => 4,
            _ => null,
        };
        to = to < from ? from : to;
        if (source.Below(4) < names)
        {
            SmallSubject meaning = source.Below(2) == 0 ? Name(source, keys) : new SmallSubject.Key(source.Below(keys));
            return new SmallCertificate(
                source.Below(keys), Letters[source.Below(Letters.Length)], meaning, SmallDelegation.None, 0, from, to);
        }

        SmallDelegation delegation = source.Below(8) switch
        {
            0 => SmallDelegation.None,
            1 => new SmallDelegation(IsAny: false, source.Below(1 << keys)),
            2 => new SmallDelegation(IsAny: false, ((1 << keys) - 1) & ~(1 << source.Below(keys))),
            _ => SmallDelegation.Any,
        };
        int issuer = source.Below(5) == 0 ? SmallWorld.Acl : source.Below(keys);
        int tag = source.Below(3) == 0 ? source.Below(SmallWorld.TagCount) : 0;
        return new SmallCertificate(
            issuer, Defines: null, Subject(source, keys, names, thresholds, depth: 0, []), delegation, tag, from, to);
    }

    private static SmallSubject Subject(
        FuzzSource source, int keys, int names, int thresholds, int depth, HashSet<SmallSubject> used)
    {
        if (depth < 3 && source.Below(4) < thresholds)
        {
            List<SmallSubject> branches = [];
            for (int i = 1 + source.Below(4); i > 0; i--)
            {
                SmallSubject branch = Subject(source, keys, names, depth == 0 ? 1 : thresholds - 1, depth + 1, used);
                if (branch is SmallSubject.Threshold || used.Add(branch))
                {
                    branches.Add(branch);
                }
            }

            if (branches.Count > 0)
            {
                return new SmallSubject.Threshold(1 + source.Below(branches.Count), [.. branches]);
            }
        }

        return source.Below(10) switch
        {
            0 => new SmallSubject.Thing(source.Below(2)),
            1 => new SmallSubject.Keyholder(
                source.Below(2) == 0 ? Name(source, keys) : new SmallSubject.Key(source.Below(keys))),
            < 6 when source.Below(3) < names => Name(source, keys),
            _ => new SmallSubject.Key(source.Below(keys)),
        };
    }

    private static SmallSubject.Named Name(FuzzSource source, int keys)
    {
        int length = source.Below(3) switch { 0 => 2 + source.Below(2), _ => 1 };
        string identifiers = new([.. Enumerable.Range(0, length).Select(_ => Letters[source.Below(Letters.Length)])]);
        return new SmallSubject.Named(source.Below(3) == 0 ? null : source.Below(keys), identifiers);
    }
}

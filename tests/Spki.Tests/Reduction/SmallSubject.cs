using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>A subject in a <see cref="SmallWorld"/>: keys are numbers, identifiers single letters.</summary>
internal abstract record SmallSubject
{
    public abstract Subject Build();

    public sealed record Key(int Number) : SmallSubject
    {
        public override Subject Build() => new KeySubject(SmallWorld.Id(Number));
    }

    public sealed record Named(int? Owner, string Identifiers) : SmallSubject
    {
        public override Subject Build() => new NameSubject(new Name(
            Owner is { } owner ? (PrincipalReference)SmallWorld.Id(owner) : null,
            [.. Identifiers.Select(letter => SexpAtom.Of($"{letter}"))]));
    }

    public sealed record Keyholder(SmallSubject Holder) : SmallSubject
    {
        public override Subject Build() => new KeyholderSubject(Holder.Build());
    }

    public sealed record Thing(int Number) : SmallSubject
    {
        public SpkiHash Hash => SpkiHash.Of(SpkiHashAlgorithm.Sha256, [(byte)Number]);

        public override Subject Build() => new ObjectHashSubject(Hash);
    }

    public sealed record Threshold(int K, ImmutableArray<SmallSubject> Branches) : SmallSubject
    {
        public override Subject Build() => new ThresholdSubject(K, [.. Branches.Select(branch => branch.Build())]);

        public override string ToString() => $"{K} of ({string.Join(", ", Branches)})";
    }
}

using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>A grant, a definition or an entry of the ACL in a <see cref="SmallWorld"/>.</summary>
/// <param name="Issuer">The number of the issuing key, or <see cref="SmallWorld.Acl"/>.</param>
/// <param name="Defines">The identifier that it defines; null for a grant.</param>
/// <param name="Subject">To whom, or what the name means.</param>
/// <param name="Delegation">Whether a grant may be passed on.</param>
/// <param name="Tag">The number of the tag of a grant.</param>
/// <param name="From">The first second, counted from <see cref="SmallWorld.Start"/>; null for always.</param>
/// <param name="To">The last second; null for forever.</param>
internal sealed record SmallCertificate(
    int Issuer, char? Defines, SmallSubject Subject, SmallDelegation Delegation, int Tag, int? From, int? To)
{
    public bool Holds(int second) => (From ?? int.MinValue) <= second && second <= (To ?? int.MaxValue);

    public bool Grants(int request) => Defines is not null || SmallWorld.TagIncludes(Tag, request);

    public Validity Validity => Validity.Between(
        From is { } from ? SmallWorld.At(from) : null, To is { } to ? SmallWorld.At(to) : null);

    public Certificate Build() => Defines is { } letter
        ? NameCertificate.Create(SmallWorld.Key(Issuer).Public, SexpAtom.Of($"{letter}"), Subject.Build(), Validity)
        : AuthorizationCertificate.Create(
            SmallWorld.Key(Issuer).Public, Subject.Build(), SmallWorld.Tag(Tag), Delegation.Build(), Validity);

    public AclEntry BuildEntry() => new(Subject.Build(), Delegation.Build(), SmallWorld.Tag(Tag), Validity);
}

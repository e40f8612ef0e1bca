using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>A delegation as the plain set of the keys that a right may be passed to.</summary>
/// <param name="IsAny">To everybody and everything.</param>
/// <param name="Keys">Otherwise the bits of the keys; none for no delegation.</param>
internal readonly record struct SmallDelegation(bool IsAny, int Keys)
{
    public static SmallDelegation None => default;

    public static SmallDelegation Any => new(IsAny: true, 0);

    public bool IsNone => this == None;

    public SmallDelegation And(SmallDelegation other) =>
        IsAny ? other : other.IsAny ? this : new(IsAny: false, Keys & other.Keys);

    /// <summary>Whether a right that came with this may go to a party: things can be named by nobody.</summary>
    public bool Permits(SmallParty party) => IsAny || (party.Kind != 'o' && (Keys >> party.Number & 1) == 1);

    public Delegation Build() => IsAny ? Delegation.Any : Delegation.To(
        Enumerable.Range(0, SmallWorld.Keys).Where(Includes).Select(SmallWorld.Id));

    private bool Includes(int key) => (Keys >> key & 1) == 1;
}

using HiperNet.Vectors.Sexp;

namespace HiperNet.Vectors.Decisions;

/// <summary>Objects as a verifier receives them, one after the other.</summary>
/// <param name="Objects">The bytes of each, as pieces in a row.</param>
/// <param name="Signers">The names of the keys that have signed; a case sends their public parts first.</param>
internal sealed record Item(IReadOnlyList<IReadOnlyList<Repeated>> Objects, IReadOnlyList<string> Signers)
{
    /// <summary>Objects of these bytes, each written as a string of Latin-1 characters, signed by nobody.</summary>
    public static Item Of(params IReadOnlyList<string> objects) =>
        new([.. objects.Select(bytes => (IReadOnlyList<Repeated>)[new Repeated(bytes)])], []);

    /// <summary>One object made of repeated pieces.</summary>
    public static Item Long(params IReadOnlyList<Repeated> pieces) => new([pieces], []);

    /// <summary>The same objects, before which the keys of these are sent.</summary>
    public Item By(params IReadOnlyList<string> signers) => this with { Signers = signers };
}

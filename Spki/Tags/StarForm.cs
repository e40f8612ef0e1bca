using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>The words of the star forms.</summary>
internal static class StarForm
{
    /// <summary>The atom that makes a list a star form when it stands first.</summary>
    public static SexpAtom Star { get; } = SexpAtom.Of("*");

    /// <summary>The list <c>(* keyword rest...)</c>.</summary>
    public static SexpList Of(string keyword, params ReadOnlySpan<SexpNode> rest) =>
        new([Star, SexpAtom.Of(keyword), .. rest]);
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Sexp;

/// <summary>What holds for every tree. A failure prints the seed that repeats it.</summary>
[TestClass]
public sealed class SexpPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(80);

    [TestMethod]
    public void Parse_after_print_is_the_identity_in_the_canonical_form() => ForAll(tree =>
        CanonicalParser.TryParse(Rebuild(tree).Canonical, SexpLimits.File, out SexpNode? read, out _)
        && Same(tree, read));

    [TestMethod]
    public void Parse_after_print_is_the_identity_in_the_transport_form() => ForAll(tree =>
        SexpNode.TryParse(Ascii(Transport.Encode(tree, 64)), SexpLimits.File, out SexpNode? read, out _)
        && Same(tree, read));

    [TestMethod]
    public void Parse_after_print_is_the_identity_in_the_advanced_form() => ForAll(tree =>
        Reads(AdvancedWriter.WriteLine(tree), tree) && Reads(AdvancedWriter.WritePretty(tree, 30), tree));

    [TestMethod]
    public void The_text_reader_reads_the_other_two_forms() => ForAll(tree =>
        SexpText.TryParse(tree.Canonical, null, out SexpNode? canonical, out _) && Same(tree, canonical)
        && Reads(Transport.Encode(tree, 40), tree));

    [TestMethod]
    public void The_reader_meets_what_the_tree_holds() => ForAll(tree =>
    {
        CanonicalReader reader = new(tree.Canonical.Span, SexpLimits.File);
        bool same = Meets(ref reader, tree);
        return same && !reader.Read() && reader.Fault == SexpFault.None;
    });

    [TestMethod]
    public void Trees_are_equal_exactly_if_their_canonical_forms_are() =>
        Prop.ForAll(SexpTrees.Any, SexpTrees.Any, (a, b) =>
            a.Equals(b) == a.Canonical.Span.SequenceEqual(b.Canonical.Span)
            && a.Equals(Rebuild(a)) && a.GetHashCode() == Rebuild(a).GetHashCode()).Check(Many);

    [TestMethod]
    public void No_canonical_form_is_the_start_of_another() => ForAll(tree =>
    {
        ReadOnlyMemory<byte> bytes = tree.Canonical;
        for (int length = 0; length < bytes.Length; length += 1 + (bytes.Length / 50))
        {
            if (CanonicalParser.TryParse(bytes[..length], SexpLimits.File, out _, out SexpError error)
                || error.Fault != SexpFault.UnexpectedEnd)
            {
                return false;
            }
        }

        return true;
    });

    private static void ForAll(Func<SexpNode, bool> property) => Prop.ForAll(SexpTrees.Any, property).Check(Many);

    private static bool Reads(string text, SexpNode tree) =>
        SexpText.TryParse(Ascii(text), null, out SexpNode? read, out _) && Same(tree, read);

    /// <summary>Compares octets and hints one by one, without the canonical form that equality rests on.</summary>
    private static bool Same(SexpNode a, SexpNode b) => (a, b) switch
    {
        (SexpAtom x, SexpAtom y) => x.Octets.Span.SequenceEqual(y.Octets.Span)
            && x.Hint.HasValue == y.Hint.HasValue
            && x.Hint.GetValueOrDefault().Span.SequenceEqual(y.Hint.GetValueOrDefault().Span),
        (SexpList x, SexpList y) => x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
        _ => false,
    };

    private static bool Meets(ref CanonicalReader reader, SexpNode node)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (node is SexpAtom atom)
        {
            return reader.Token == CanonicalToken.Atom && reader.Atom.SequenceEqual(atom.Octets.Span)
                && reader.HasHint == atom.Hint.HasValue
                && (!reader.HasHint || reader.Hint.SequenceEqual(atom.Hint.GetValueOrDefault().Span));
        }

        bool same = reader.Token == CanonicalToken.ListStart;
        foreach (SexpNode item in (SexpList)node)
        {
            same = same && Meets(ref reader, item);
        }

        return same && reader.Read() && reader.Token == CanonicalToken.ListEnd;
    }

    /// <summary>The same tree of new nodes, which write their canonical form themselves.</summary>
    private static SexpNode Rebuild(SexpNode node) => node switch
    {
        SexpAtom atom => new SexpAtom(atom.Octets, atom.Hint),
        SexpList list => new SexpList([.. list.Select(Rebuild)]),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static ReadOnlyMemory<byte> Ascii(string text) => Encoding.ASCII.GetBytes(text);
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Spki.Sexp;

/// <summary>
/// Builds trees from canonical bytes, with a stack of its own: depth costs memory within the limits only.
/// </summary>
public static class CanonicalParser
{
    /// <summary>Reads one expression in canonical form and nothing after it.</summary>
    /// <param name="input">The bytes; they must not change afterwards, for the tree keeps slices of them.</param>
    /// <param name="limits">What to accept; <see cref="SexpLimits.Network"/> if null.</param>
    /// <param name="node">The tree, if the result is true.</param>
    /// <param name="error">What is wrong and where, if the result is false.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> input, SexpLimits? limits, [NotNullWhen(true)] out SexpNode? node, out SexpError error)
    {
        CanonicalReader reader = new(input.Span, limits);
        Stack<OpenList> open = new();
        node = null;
        int start = 0;
        while (reader.Read())
        {
            SexpNode? done = null;
            switch (reader.Token)
            {
                case CanonicalToken.ListStart:
                    open.Push(new OpenList(start, ImmutableArray.CreateBuilder<SexpNode>()));
                    break;
                case CanonicalToken.ListEnd:
                    OpenList list = open.Pop();
                    done = new SexpList(list.Items.DrainToImmutable());
                    done.SetCanonical(input[list.Start..reader.Position]);
                    break;
                default:
                    done = Atom(input[start..reader.Position], reader.Atom.Length, reader.HasHint, reader.Hint.Length);
                    break;
            }

            start = reader.Position;
            if (done is not null && open.TryPeek(out OpenList parent))
            {
                parent.Items.Add(done);
            }
            else
            {
                node = done;
            }
        }

        error = reader.Error;
        if (error.Fault != SexpFault.None)
        {
            node = null;
        }

        return node is not null;
    }

    /// <summary>Makes an atom from its canonical bytes and the lengths that the reader found in them.</summary>
    private static SexpAtom Atom(ReadOnlyMemory<byte> bytes, int octets, bool hasHint, int hintOctets)
    {
        ReadOnlyMemory<byte>? hint = null;
        if (hasHint)
        {
            int prefix = 1 + Verbatim.Length(hintOctets) - hintOctets;
            hint = bytes.Slice(prefix, hintOctets);
        }

        SexpAtom atom = new(bytes[^octets..], hint);
        atom.SetCanonical(bytes);
        return atom;
    }

    private readonly record struct OpenList(int Start, ImmutableArray<SexpNode>.Builder Items);
}

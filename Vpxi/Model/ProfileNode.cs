namespace HiperNet.Vpxi.Model;

/// <summary>
/// A part of a persistent AVL tree of the instants at which the use of a capacity changes: a leaf of up to
/// <see cref="ProfileLeaf.Most"/> changes, or a fork. What is kept of a part is relative to the use before it, so that
/// a booking touches two paths however many instants are in its window.
/// </summary>
internal abstract class ProfileNode(long first, int height)
{
    private Stretches? stretches;

    /// <summary>The first instant, in seconds since 1970.</summary>
    public long First { get; } = first;

    /// <summary>1 for a leaf, one more than that of the higher side for a fork.</summary>
    public int Height { get; } = height;

    /// <summary>By how much the use changes in the whole part.</summary>
    public long Sum { get; protected init; }

    /// <summary>The highest use after any of the part's changes.</summary>
    public long Max { get; protected init; }

    /// <summary>The lowest use after any of the part's changes.</summary>
    public long Min { get; protected init; }

    /// <summary>
    /// How long the use stays low in this part. It is made when it is first asked for, so that a change pays nothing
    /// for it; where two threads ask at once both make the same.
    /// </summary>
    public Stretches Stretches => stretches ??= MakeStretches();

    public static int HeightOf(ProfileNode? node) => node?.Height ?? 0;

    protected abstract Stretches MakeStretches();
}

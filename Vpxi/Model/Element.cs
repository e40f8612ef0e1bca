namespace HiperNet.Vpxi.Model;

/// <summary>What all parts of a description have.</summary>
/// <param name="Id">
/// Its name, of its own within its group. In an <see cref="Infrastructure"/> the whole name: groups and indices before
/// it, as in <c>rack[1].worker[2]</c>.
/// </param>
public abstract record Element(string Id)
{
    /// <summary>Where it is written.</summary>
    public SourcePlace Place { get; init; }

    /// <summary>How many of it there are, from 1; null for one alone, without an index.</summary>
    public int? Count { get; init; }

    /// <summary>In an <see cref="Infrastructure"/>, the whole name of its group; null outside of all.</summary>
    public string? Group { get; init; }

    /// <summary>Where it must be: the name of a site; of a physical resource, where it is. Null: anywhere.</summary>
    public string? Location { get; init; }

    /// <summary>When it is wanted, or of a physical resource when it is there.</summary>
    public Period Period { get; init; }

    /// <summary>Who may use it, and whom it trusts.</summary>
    public Security Security { get; init; } = Security.None;

    /// <summary>The most that it may cost, in thousandths of a unit of account; null: nothing is said.</summary>
    public long? MaximumCost { get; init; }

    /// <summary>
    /// What a physical resource costs, in thousandths of a unit of account: for a core and an hour, of a link for 1
    /// Gbit/s in one direction and an hour. Null: nothing.
    /// </summary>
    public long? Price { get; init; }

    /// <summary>The model of the hardware; null: any.</summary>
    public string? Model { get; init; }

    /// <summary>Keys and values for others.</summary>
    public ModelList<Label> Labels { get; init; } = [];
}

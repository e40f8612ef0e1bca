namespace HiperNet.Vpxi.Model;

/// <summary>Who may use an element, and whom it trusts.</summary>
public sealed record Security
{
    /// <summary>Nothing is asked.</summary>
    public static Security None { get; } = new();

    /// <summary>
    /// Keys or names of those who may use it; of a physical resource, those to whom the provider lets it. Empty: all
    /// who hold a right.
    /// </summary>
    public ModelList<string> Users { get; init; } = [];

    /// <summary>
    /// The community that the provider must be trusted by; of a physical resource, the one that it belongs to. Null:
    /// any.
    /// </summary>
    public string? Community { get; init; }

    /// <summary>The level asked for, or promised.</summary>
    public Confidentiality Confidentiality { get; init; }

    /// <summary>Whether the hardware is shared with nobody else at the same time.</summary>
    public bool Exclusive { get; init; }

    /// <summary>What this one leaves open is taken from <paramref name="outer"/>; the higher level counts.</summary>
    public Security Within(Security outer) => this == None ? outer : new Security
    {
        Users = Users.Count == 0 ? outer.Users : Users,
        Community = Community ?? outer.Community,
        Confidentiality = Confidentiality > outer.Confidentiality ? Confidentiality : outer.Confidentiality,
        Exclusive = Exclusive || outer.Exclusive,
    };
}

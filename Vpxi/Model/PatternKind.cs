namespace HiperNet.Vpxi.Model;

/// <summary>How a pattern links its members.</summary>
public enum PatternKind
{
    /// <summary>Each to a switch of their own.</summary>
    Lan = 0,

    /// <summary>Each to the centre.</summary>
    Star = 1,

    /// <summary>Each to the next, the last to the first.</summary>
    Ring = 2,

    /// <summary>Each to each.</summary>
    Mesh = 3,

    /// <summary>Each to the next.</summary>
    Line = 4,

    /// <summary>Each to its parent; the first is the root.</summary>
    Tree = 5,
}

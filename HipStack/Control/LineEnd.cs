namespace HiperNet.HipStack.Control;

/// <summary>How the reading of a line ended.</summary>
public enum LineEnd
{
    /// <summary>With a line.</summary>
    Line,

    /// <summary>The other side has closed; what it wrote of an unfinished line is dropped.</summary>
    Closed,

    /// <summary>The line is longer than it may be, and nothing more can be read.</summary>
    TooLong,
}

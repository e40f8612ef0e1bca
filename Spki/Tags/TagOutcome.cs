namespace HiperNet.Spki.Tags;

/// <summary>How an intersection ended. Only <see cref="Granted"/> grants anything.</summary>
public enum TagOutcome
{
    /// <summary>Both tags grant what the result grants.</summary>
    Granted,

    /// <summary>Nothing is granted by both.</summary>
    Empty,

    /// <summary>The result, or the way to it, exceeds <see cref="TagLimits"/>; nothing is granted.</summary>
    TooComplex,
}

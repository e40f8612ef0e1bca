namespace HiperNet.Registrar.Revocations;

/// <summary>What became of an attempt to write a list.</summary>
internal enum ListOutcome
{
    /// <summary>It was written.</summary>
    Done,

    /// <summary>Somebody else has written one; nothing was done.</summary>
    Raced,

    /// <summary>A condition of the caller did not hold; nothing was done.</summary>
    Refused,
}

namespace HiperNet.Registrar.State;

/// <summary>How far a request came.</summary>
internal enum AttemptEnd
{
    /// <summary>There is an answer.</summary>
    Answered,

    /// <summary>No connection was made: nobody has seen the request.</summary>
    NeverSent,

    /// <summary>It may have been sent, and there is no answer.</summary>
    Lost,

    /// <summary>The answer is longer than is read.</summary>
    TooLong,
}

namespace HiperNet.Registrar.Federation;

/// <summary>How far a transfer from another registrar is.</summary>
internal enum OutState
{
    /// <summary>It is about to be asked for: it may be held or not.</summary>
    Asked = 0,

    /// <summary>It is held, and lapses by itself.</summary>
    Held,

    /// <summary>It is confirmed.</summary>
    Confirmed,

    /// <summary>It is to be given back.</summary>
    Ended,
}

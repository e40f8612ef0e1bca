namespace HiperNet.Registrar.Tests.Audit;

public enum Loss
{
    /// <summary>The write is done, and nobody hears of it.</summary>
    OfAnswer,

    /// <summary>The write is not done, and nobody knows.</summary>
    OfRequest,

    /// <summary>The write is refused.</summary>
    Refusal,
}

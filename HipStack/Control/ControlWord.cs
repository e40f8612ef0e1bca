namespace HiperNet.HipStack.Control;

/// <summary>The contract's enumerations as the words that stand in its JSON.</summary>
public static class ControlWord
{
    /// <summary>The word for a value, such as <c>i1-sent</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        WordConverter<T>.Of(value);
}

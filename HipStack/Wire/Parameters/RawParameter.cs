namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>A parameter of any type with given contents: for types that are only passed on, and for tests.</summary>
/// <param name="type">The type.</param>
/// <param name="contents">The contents, at most 65,535 octets.</param>
public sealed class RawParameter(ParameterType type, ReadOnlyMemory<byte> contents) : IHipParameter
{
    /// <summary>Takes over a received parameter.</summary>
    public RawParameter(HipParameter parameter)
        : this(parameter.Type, parameter.Contents)
    {
    }

    /// <inheritdoc/>
    public ParameterType Type { get; } = type;

    /// <inheritdoc/>
    public int Length => Contents.Length;

    /// <summary>The contents.</summary>
    public ReadOnlyMemory<byte> Contents { get; } = contents;

    /// <inheritdoc/>
    void IHipParameter.Write(Span<byte> contents) => Contents.Span.CopyTo(contents);
}

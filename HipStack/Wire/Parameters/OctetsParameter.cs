namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>A parameter whose contents are octets that mean something to its receiver only.</summary>
public abstract class OctetsParameter : IHipParameter
{
    private protected OctetsParameter(ParameterType type, ReadOnlyMemory<byte> octets)
    {
        Type = type;
        Octets = octets;
    }

    /// <inheritdoc/>
    public ParameterType Type { get; }

    /// <summary>The contents.</summary>
    public ReadOnlyMemory<byte> Octets { get; }

    /// <inheritdoc/>
    public int Length => Octets.Length;

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => Octets.Span.CopyTo(contents);
}

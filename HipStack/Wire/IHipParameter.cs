namespace HiperNet.HipStack.Wire;

/// <summary>What a packet can carry: a type, and contents that are written without their padding.</summary>
public interface IHipParameter
{
    /// <summary>The type, which also says where in a packet the parameter stands.</summary>
    ParameterType Type { get; }

    /// <summary>The length of the contents in octets: without type, length and padding.</summary>
    int Length { get; }

    /// <summary>Writes the contents.</summary>
    /// <param name="contents">Exactly <see cref="Length"/> octets, all zero.</param>
    void Write(Span<byte> contents);
}

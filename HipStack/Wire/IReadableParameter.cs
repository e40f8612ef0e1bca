using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire;

/// <summary>A parameter that can be read from the contents of a received one.</summary>
/// <typeparam name="TSelf">The parameter itself.</typeparam>
public interface IReadableParameter<TSelf> : IHipParameter
    where TSelf : class, IReadableParameter<TSelf>
{
    /// <summary>The type of every parameter of this kind.</summary>
    static abstract ParameterType Number { get; }

    /// <summary>Reads contents; they are kept, not copied.</summary>
    /// <param name="contents">The contents, without padding.</param>
    /// <param name="value">The parameter, if the result is true.</param>
    /// <returns>False if the contents have another form. No contents cause an exception.</returns>
    static abstract bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out TSelf? value);
}

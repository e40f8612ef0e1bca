using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>A kind of parameter, seen without its type: how contents are read, and what they are written back as.</summary>
internal sealed record ParameterKind(ParameterType Type, Func<ReadOnlyMemory<byte>, IHipParameter?> Read)
{
    public static ParameterKind Of<T>()
        where T : class, IReadableParameter<T> =>
        new(T.Number, contents => T.TryRead(contents, out T? value) ? value : null);

    public static byte[] Contents(IHipParameter parameter)
    {
        byte[] contents = new byte[parameter.Length];
        parameter.Write(contents);
        return contents;
    }
}

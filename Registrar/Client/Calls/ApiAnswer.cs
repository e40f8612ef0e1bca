using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Registrar.Client.Calls;

/// <summary>What became of a request: a value, or a problem.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed record ApiAnswer<T>
    where T : class
{
    private ApiAnswer()
    {
    }

    /// <summary>What was asked for; null if there is a problem, or the answer has no content.</summary>
    public T? Value { get; private init; }

    /// <summary>What went wrong; null if nothing did.</summary>
    public Problem? Problem { get; private init; }

    /// <summary>Whether it was done.</summary>
    public bool IsDone => Problem is null;

    /// <summary>It was done.</summary>
    internal static ApiAnswer<T> Done(T? value) => new() { Value = value };

    /// <summary>It was not done.</summary>
    internal static ApiAnswer<T> Failed(Problem problem) => new() { Problem = problem };
}

using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>What came of an act: a value, or why nothing was done.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public sealed record Outcome<T>
    where T : class
{
    private Outcome(T? value, AllocatorResult? failure) => (Value, Failure) = (value, failure);

    /// <summary>The value; null if nothing was done.</summary>
    public T? Value { get; }

    /// <summary>Why nothing was done; null if it was.</summary>
    public AllocatorResult? Failure { get; }

    internal static Outcome<T> Done(T value) => new(value, null);

    internal static Outcome<T> Failed(AllocatorResult failure) => new(null, failure);

    internal static Outcome<T> Failed(AllocatorFault fault, string detail) =>
        new(null, AllocatorResult.Failed(fault, detail));

    internal static Outcome<T> Failed<TOther>(StateResult<TOther> result)
        where TOther : class => new(null, AllocatorResult.Failed(result.Fault, result.Detail));

    internal Outcome<TOther> As<TOther>()
        where TOther : class => Outcome<TOther>.Failed(Failure!);
}

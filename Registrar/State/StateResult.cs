using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Registrar.State;

/// <summary>What the store answered: a value, or a fault.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public sealed record StateResult<T>
    where T : class
{
    private StateResult(T? value, StateFault fault, string detail) => (Value, Fault, Detail) = (value, fault, detail);

    /// <summary>The value; null if there is a fault.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value.</summary>
    public StateFault Fault { get; }

    /// <summary>The store's own words for the fault, shortened, control characters replaced; else empty.</summary>
    public string Detail { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Fault == StateFault.None;

    /// <summary>An answer.</summary>
    internal static StateResult<T> Done(T value) => new(value, StateFault.None, "");

    /// <summary>A fault.</summary>
    internal static StateResult<T> Failed(StateFault fault, string detail) => new(null, fault, detail);

    /// <summary>The same fault for another kind of value.</summary>
    internal StateResult<TOther> As<TOther>()
        where TOther : class => StateResult<TOther>.Failed(Fault, Detail);
}

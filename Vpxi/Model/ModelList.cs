using System.Collections;
using System.Runtime.CompilerServices;

namespace HiperNet.Vpxi.Model;

/// <summary>An immutable list that is equal to another if all its members are.</summary>
/// <typeparam name="T">What it holds, equal by content.</typeparam>
[CollectionBuilder(typeof(ModelListBuilder), nameof(ModelListBuilder.Create))]
public sealed class ModelList<T> : IReadOnlyList<T>, IEquatable<ModelList<T>>
{
    private readonly T[] items;

    internal ModelList(T[] items) => this.items = items;

    /// <summary>A list of nothing.</summary>
    internal static ModelList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <summary>The members, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => items;

    /// <inheritdoc/>
    public bool Equals(ModelList<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ModelList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => "[" + string.Join(", ", items) + "]";
}

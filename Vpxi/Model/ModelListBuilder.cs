namespace HiperNet.Vpxi.Model;

/// <summary>Makes <see cref="ModelList{T}"/> of collection expressions.</summary>
public static class ModelListBuilder
{
    /// <summary>A list of the given members.</summary>
    public static ModelList<T> Create<T>(ReadOnlySpan<T> items) =>
        items.Length == 0 ? ModelList<T>.Empty : new ModelList<T>(items.ToArray());
}

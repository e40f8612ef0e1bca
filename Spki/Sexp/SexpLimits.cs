namespace HiperNet.Spki.Sexp;

/// <summary>
/// What a reader accepts before it refuses. Every reader takes these limits, so hostile input costs
/// at most what they allow. The defaults fit certificates from a network.
/// </summary>
public sealed record SexpLimits
{
    /// <summary>No limit on depth may exceed this, so that recursion over a tree never meets the stack's end.</summary>
    public const int DepthCeiling = 1024;

    private readonly int maxDepth = 64;

    /// <summary>Limits for objects from a network: depth 64, atoms of 64 KiB, 16,384 elements, 1 MiB in all.</summary>
    public static SexpLimits Network { get; } = new();

    /// <summary>
    /// Limits for files and command lines: depth 1,024, atoms of 256 MiB, 4 Mi elements, 512 MiB in all.
    /// </summary>
    public static SexpLimits File { get; } = new()
    {
        MaxDepth = DepthCeiling,
        MaxAtomBytes = 256 << 20,
        MaxElements = 4 << 20,
        MaxTotalBytes = 512 << 20,
    };

    /// <summary>The most lists that may be open at once, 1 to <see cref="DepthCeiling"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxDepth
    {
        get => maxDepth;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DepthCeiling);
            maxDepth = value;
        }
    }

    /// <summary>The longest atom or display hint, in bytes.</summary>
    public int MaxAtomBytes { get; init; } = 64 << 10;

    /// <summary>The most atoms and lists together.</summary>
    public int MaxElements { get; init; } = 16 << 10;

    /// <summary>The longest input, in bytes, in whichever form it arrives.</summary>
    public int MaxTotalBytes { get; init; } = 1 << 20;
}

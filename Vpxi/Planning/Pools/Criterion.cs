namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Something that a physical element must be for a virtual one to use it.</summary>
/// <typeparam name="TWanted">What is asked for.</typeparam>
/// <typeparam name="TOffered">What is there.</typeparam>
/// <param name="Name">What it is called in the language.</param>
/// <param name="Holds">Whether it is so.</param>
/// <param name="Wanted">What is asked for, in words.</param>
/// <param name="Has">What is there, in words.</param>
internal sealed record Criterion<TWanted, TOffered>(
    string Name, Func<TWanted, TOffered, bool> Holds, Func<TWanted, string> Wanted, Func<TOffered, string> Has);

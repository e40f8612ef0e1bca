using System.Globalization;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace HiperNet.Testing;

/// <summary>
/// Checks a statement against many generated values. Every run takes new values from one seed, which a failure
/// prints; HIPER_SEED=seed repeats it. Where FsCheck is imported too, an alias keeps its Property apart.
/// </summary>
public static class Property
{
    /// <summary>The environment variable that fixes the seed, a decimal number.</summary>
    public const string SeedVariable = "HIPER_SEED";

    private const int DefaultCount = 1000;

    /// <summary>The seed of this process.</summary>
    public static ulong Seed { get; } = ChooseSeed();

    /// <summary>Runs <paramref name="test"/>, which throws where the statement is false, on generated values.</summary>
    /// <param name="values">Makes the values.</param>
    /// <param name="test">Throws, or fails an assertion, for a value that contradicts the statement.</param>
    /// <param name="count">How many values to try.</param>
    /// <param name="shrink">Simpler values than a given one, to look for a smaller counterexample among.</param>
    /// <exception cref="PropertyFailedException">A value contradicts the statement.</exception>
    public static void Check<T>(
        Gen<T> values, Action<T> test, int count = DefaultCount, Func<T, IEnumerable<T>>? shrink = null)
    {
        Replay replay = new(new Rnd(Seed), FSharpOption<int>.None);
        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(replay));
        Arbitrary<T> arbitrary = shrink is null ? values.ToArbitrary() : Arb.From(values, shrink);
        try
        {
            FsCheck.Check.One(config, Prop.ForAll(arbitrary, test));
        }
        catch (Exception failure)
        {
            throw new PropertyFailedException($"Repeat with {SeedVariable}={Seed}\n{failure.Message}", failure);
        }
    }

    private static ulong ChooseSeed()
    {
        string? text = Environment.GetEnvironmentVariable(SeedVariable);
        return string.IsNullOrEmpty(text)
            ? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))
            : ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}

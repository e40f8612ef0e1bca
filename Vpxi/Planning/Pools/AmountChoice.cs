using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Which of the values that an amount permits is asked for.</summary>
internal static class AmountChoice
{
    /// <summary>The least value that will do.</summary>
    public static long Least(Amount amount) => amount.Choices.Count > 0 ? amount.Choices[0] : amount.Minimum;

    /// <summary>The best value: the preferred one, otherwise the least.</summary>
    public static long Best(Amount amount) => amount.Preferred ?? Least(amount);

    /// <summary>The greatest value that will do up to a bound; the least one if there is none.</summary>
    public static long UpTo(Amount amount, long bound)
    {
        long least = Least(amount);
        long most = Math.Min(bound, amount.Maximum);
        if (most <= least)
        {
            return least;
        }

        return amount.Choices.Count > 0 ? amount.Choices.Last(choice => choice <= most)
            : amount.Step > 0 ? amount.Minimum + ((most - amount.Minimum) / amount.Step * amount.Step)
            : most;
    }
}

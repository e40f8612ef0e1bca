using System.Globalization;
using System.Numerics;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// What grants cost, exactly: prices are thousandths for a core and an hour, or for 1 Gbit/s in one direction and an
/// hour, so exact sums are kept in thousandths divided by <see cref="Scale"/>.
/// </summary>
public static class Money
{
    /// <summary>How many seconds, and bits a second, a price is for.</summary>
    private static readonly BigInteger Scale = (BigInteger)SecondsOfHour * BitsOfGigabit;

    private const long SecondsOfHour = 3600;
    private const long BitsOfGigabit = 1_000_000_000;

    /// <summary>Thousandths as an exact sum.</summary>
    internal static BigInteger Exact(long thousandths) => thousandths * Scale;

    /// <summary>An exact sum in thousandths, rounded up; at most what fits.</summary>
    internal static long Round(BigInteger exact)
    {
        BigInteger rounded = (exact + Scale - 1) / Scale;
        return rounded > long.MaxValue ? long.MaxValue : (long)rounded;
    }

    /// <summary>What amounts of a physical node cost: its cores.</summary>
    internal static BigInteger OfNode(Node physical, IReadOnlyList<TimedAmount> amounts)
    {
        BigInteger cost = 0;
        foreach (TimedAmount amount in amounts)
        {
            if (amount.Capacity.Kind == CapacityKind.Cores)
            {
                cost += (BigInteger)amount.Amount * amount.Window.Length * BitsOfGigabit * (physical.Price ?? 0);
            }
        }

        return cost;
    }

    /// <summary>What bandwidths on one physical link cost.</summary>
    internal static BigInteger OfHop(Link physical, IReadOnlyList<TimedAmount> amounts)
    {
        BigInteger cost = 0;
        foreach (TimedAmount amount in amounts)
        {
            cost += (BigInteger)amount.Amount * amount.Window.Length * (physical.Price ?? 0);
        }

        return cost;
    }

    /// <summary>Thousandths in units of account.</summary>
    public static string Spell(long thousandths) =>
        (thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}

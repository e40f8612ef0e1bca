using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What a provider's amount promises.</summary>
internal static class PhysicalAmount
{
    /// <summary>The maximum; where there is none, what is there at least.</summary>
    public static long Of(Amount amount) => amount.Maximum == Amount.Unbounded ? amount.Minimum : amount.Maximum;
}

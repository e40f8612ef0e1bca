using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Resources;

/// <summary>An offer as it is now, or why nothing was done.</summary>
/// <param name="Fault">Why nothing was done.</param>
/// <param name="Offer">The offer; null if there is none.</param>
/// <param name="Detail">More words; may be empty.</param>
public sealed record OfferResult(OfferFault Fault, OfferView? Offer, string Detail)
{
    internal static OfferResult Done(OfferView offer) => new(OfferFault.None, offer, "");

    internal static OfferResult Failed(OfferFault fault, string detail) => new(fault, null, detail);

    internal static OfferResult Failed<T>(StateResult<T> result)
        where T : class => new(OfferFault.Store, null, $"{result.Fault}: {result.Detail}");
}

using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>The faults of the parts as errors of the API.</summary>
internal static class Faults
{
    /// <summary>The store did not do it.</summary>
    public static ApiReply Of<T>(StateResult<T> result)
        where T : class => ApiReply.Failed(ApiError.Store, $"{result.Fault}: {result.Detail}");

    /// <summary>An account was not made or changed.</summary>
    public static ApiReply Of(AccountResult result) => ApiReply.Failed(
        result.Fault switch
        {
            AccountFault.NoAgreement => ApiError.State,
            AccountFault.NotAgreed => ApiError.NotAgreed,
            AccountFault.Identity => ApiError.Malformed,
            AccountFault.Invitation => ApiError.Invitation,
            AccountFault.Exists => ApiError.Exists,
            AccountFault.Unknown => ApiError.Unknown,
            AccountFault.State => ApiError.State,
            AccountFault.Busy => ApiError.Busy,
            AccountFault.Log => ApiError.Log,
            _ => ApiError.Store,
        },
        result.Detail);

    /// <summary>An offer was not made or changed.</summary>
    public static ApiReply Of(OfferResult result) => ApiReply.Failed(
        result.Fault switch
        {
            OfferFault.Name => ApiError.Exists,
            OfferFault.Document => ApiError.Document,
            OfferFault.Certificate => ApiError.Certificate,
            OfferFault.Unknown => ApiError.Unknown,
            OfferFault.TooLarge => ApiError.TooLarge,
            OfferFault.Busy => ApiError.Busy,
            OfferFault.Log => ApiError.Log,
            _ => ApiError.Store,
        },
        result.Detail);

    /// <summary>Nothing was booked or changed.</summary>
    public static ApiReply Of(AllocatorResult result) => ApiReply.Failed(
        result.Fault switch
        {
            AllocatorFault.Refused => ApiError.Refused,
            AllocatorFault.Document => ApiError.Document,
            AllocatorFault.Name => ApiError.Exists,
            AllocatorFault.Unknown => ApiError.Unknown,
            AllocatorFault.State => ApiError.State,
            AllocatorFault.Busy => ApiError.Busy,
            AllocatorFault.Log => ApiError.Log,
            _ => ApiError.Store,
        },
        Words(result),
        result.Refusal?.Later?.Start);

    private static string Words(AllocatorResult result) => result.Refusal is { Relaxation: { } less }
        ? $"{result.Detail}; it would do with {less}"
        : result.Detail;
}

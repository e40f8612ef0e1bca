using HiperNet.Registrar.State;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>What the allocator has done, or why nothing.</summary>
/// <param name="Fault">Why nothing was done.</param>
/// <param name="Vpxi">The infrastructure as it is now; null if there is none.</param>
/// <param name="Refusal">Why there is no plan, if that is it.</param>
/// <param name="Detail">More words; may be empty.</param>
public sealed record AllocatorResult(
    AllocatorFault Fault, VpxiRecord? Vpxi, AllocationRefusal? Refusal, string Detail)
{
    internal static AllocatorResult Done(VpxiRecord vpxi) => new(AllocatorFault.None, vpxi, null, "");

    internal static AllocatorResult Refused(AllocationRefusal refusal, VpxiRecord? vpxi = null) =>
        new(AllocatorFault.Refused, vpxi, refusal, refusal.Message);

    internal static AllocatorResult Failed(AllocatorFault fault, string detail, VpxiRecord? vpxi = null) =>
        new(fault, vpxi, null, detail);

    /// <summary>A result if a transaction was done or failed; null if another one was quicker.</summary>
    internal static AllocatorResult? Of(StateResult<TransactionAnswer> answer, VpxiRecord vpxi) =>
        !answer.IsDone
            // What is not known is looked for by the next try: the record says whether it was done.
            ? answer.Fault == StateFault.UnknownOutcome ? null : Failed(answer.Fault, answer.Detail)
            : answer.Value.Succeeded ? Done(vpxi) : null;

    internal static AllocatorResult Failed(StateFault fault, string detail) =>
        new(AllocatorFault.Store, null, null, $"{fault}: {detail}");
}

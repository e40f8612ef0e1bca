using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Revocations;

/// <summary>Signed statements, or why there are none.</summary>
/// <param name="Fault">Why nothing was done.</param>
/// <param name="View">The statements; null if there are none.</param>
/// <param name="Detail">More words; may be empty.</param>
public sealed record RevocationResult(RevocationListFault Fault, RevocationView? View, string Detail)
{
    internal static RevocationResult Done(RevocationView view) => new(RevocationListFault.None, view, "");

    internal static RevocationResult Failed(RevocationListFault fault, string detail) => new(fault, null, detail);

    internal static RevocationResult Failed<T>(StateResult<T> result)
        where T : class => new(RevocationListFault.Store, null, $"{result.Fault}: {result.Detail}");
}

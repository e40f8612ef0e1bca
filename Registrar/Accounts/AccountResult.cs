using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Accounts;

/// <summary>An account as it is now, or why nothing was done.</summary>
/// <param name="Fault">Why nothing was done.</param>
/// <param name="Account">The account; null if there is none.</param>
/// <param name="Detail">More words; may be empty.</param>
public sealed record AccountResult(AccountFault Fault, AccountRecord? Account, string Detail)
{
    internal static AccountResult Done(AccountRecord account) => new(AccountFault.None, account, "");

    internal static AccountResult Failed(AccountFault fault, string detail) => new(fault, null, detail);

    internal static AccountResult Failed<T>(StateResult<T> result)
        where T : class => new(AccountFault.Store, null, $"{result.Fault}: {result.Detail}");
}

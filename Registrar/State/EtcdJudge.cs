using System.Text.Json;

namespace HiperNet.Registrar.State;

/// <summary>What one attempt says about a request.</summary>
internal static class EtcdJudge
{
    private const int Ok = 200;

    /// <summary>The value, or the fault. A write whose answer cannot be read is open.</summary>
    public static StateResult<T> Of<T>(Attempt attempt, EtcdCall<T> call)
        where T : class
    {
        switch (attempt.End)
        {
            case AttemptEnd.NeverSent:
                return StateResult<T>.Failed(StateFault.Unavailable, attempt.Detail);
            case AttemptEnd.Lost:
                return StateResult<T>.Failed(Open(call.Writes, StateFault.Unavailable), attempt.Detail);
            case AttemptEnd.TooLong:
                return StateResult<T>.Failed(Open(call.Writes, StateFault.TooLarge), attempt.Detail);
        }

        if (attempt.Status != Ok)
        {
            (StateFault fault, string detail) = EtcdFaults.Of(attempt.Status, attempt.Body, call.Writes);
            return StateResult<T>.Failed(fault, detail);
        }

        using JsonDocument? document = JsonFields.Parse(attempt.Body);
        return document is not null && call.Read(document.RootElement) is { } value
            ? StateResult<T>.Done(value)
            : StateResult<T>.Failed(Open(call.Writes, StateFault.BadAnswer), "not an answer of etcd");
    }

    private static StateFault Open(bool writes, StateFault otherwise) =>
        writes ? StateFault.UnknownOutcome : otherwise;
}

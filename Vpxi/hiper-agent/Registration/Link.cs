using HiperNet.Registrar.Client.Calls;

namespace HiperNet.Agent.Registration;

/// <summary>What is known of the registrar: whether it answers, and what it has of us.</summary>
internal sealed class Link(Health health, TimeProvider time)
{
    private const string Subject = "registrar";
    private long lastAnswer;

    /// <summary>Whether it answered the last time.</summary>
    public bool IsReachable { get; private set; }

    /// <summary>When it answered last, in seconds since 1970-01-01T00:00:00Z; null: never.</summary>
    public long? LastAnswer => Interlocked.Read(ref lastAnswer) is > 0 and { } instant ? instant : null;

    /// <summary>none, pending, active or suspended.</summary>
    public string Account { get; set; } = "none";

    /// <summary>Whether it has the offer.</summary>
    public bool IsOffered { get; set; }

    /// <summary>Notes whether somebody answered, and what is wrong otherwise.</summary>
    /// <returns>Whether what was asked for was done.</returns>
    public bool Note<T>(ApiAnswer<T> answer)
        where T : class
    {
        // A problem with a status was answered; without one there was nobody.
        IsReachable = answer.Problem is null or { Status: > 0 };
        health.Set(Subject, IsReachable ? null : answer.Problem!.Detail);
        if (IsReachable)
        {
            Interlocked.Exchange(ref lastAnswer, time.GetUtcNow().ToUnixTimeSeconds());
        }

        return answer.IsDone;
    }
}

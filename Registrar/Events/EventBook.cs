using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Events;

/// <summary>
/// What happened, for those whom it concerns. It decides no right: who may ask for whose events is for its caller.
/// Many threads may use it at once.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="root">With what all keys of the registrar begin.</param>
/// <param name="time">The clock.</param>
public sealed class EventBook(EtcdClient store, string root, TimeProvider time)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>
    /// An event as an operation of any transaction, so that it is told if and only if the rest was done. Of one
    /// audience a transaction may have <see cref="EventLimits.EachTransaction"/> events.
    /// </summary>
    /// <param name="audience">Who is told: a principal in lower-case hexadecimal.</param>
    /// <param name="name">A stable name, such as vpxi.expiring.</param>
    /// <param name="object">Of what it tells, such as vpxi/ID.</param>
    /// <param name="details">What else there is to say; null for nothing.</param>
    /// <exception cref="ArgumentException">
    /// The audience is no principal, or the event is beyond <see cref="EventLimits"/>; <see cref="Fits"/> tells before.
    /// </exception>
    public Operation Entry(
        string audience, string name, string @object, IReadOnlyDictionary<string, string>? details = null)
    {
        EventKey.ThrowIfNoAudience(audience);
        if (Value(name, @object, details) is not { } value)
        {
            throw new ArgumentException($"The event '{name}' is beyond a limit.", nameof(details));
        }

        return new PutOperation(EventKey.New(root, audience, Now), value);
    }

    /// <summary>Whether an event is within <see cref="EventLimits"/>; for details that others have chosen.</summary>
    public bool Fits(string name, string @object, IReadOnlyDictionary<string, string>? details = null) =>
        Value(name, @object, details) is not null;

    /// <summary>Tells an event by itself; once, also if an answer of the store is lost on the way.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Entry"/>.</exception>
    public async Task<StateResult<Written>> AddAsync(
        string audience,
        string name,
        string @object,
        IReadOnlyDictionary<string, string>? details = null,
        CancellationToken cancellation = default)
    {
        PutOperation put = (PutOperation)Entry(audience, name, @object, details);
        Transaction once = new([Compare.Absent(put.Key)], [put], []);
        for (int i = 1; ; i++)
        {
            StateResult<TransactionAnswer> answer = await store.TransactAsync(once, cancellation);
            if (answer.IsDone)
            {
                return StateResult<Written>.Done(new Written(answer.Value.Revision, 1));
            }

            if (answer.Fault != StateFault.UnknownOutcome || i == EventLimits.Tries)
            {
                return answer.As<Written>();
            }
        }
    }

    /// <summary>
    /// Tells the events of an audience in their order, each once: those that are there, then those that come. It goes
    /// on when members of the store die and when the store forgets old revisions. It ends by itself only when the
    /// store refuses for good, such as <see cref="StateFault.Denied"/>; any other question then has the reason.
    /// </summary>
    /// <param name="audience">Whose: a principal in lower-case hexadecimal.</param>
    /// <param name="after">
    /// The cursor of the last event that is known, 0 for all that are there, or null for only what comes. One that the
    /// store has not come to, as of a store that was restored, counts as null.
    /// </param>
    /// <param name="cancellation">Ends it with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The events; to be gone through once.</returns>
    /// <exception cref="ArgumentException">The audience is no principal.</exception>
    public IAsyncEnumerable<EventView> FollowAsync(
        string audience, long? after, CancellationToken cancellation = default)
    {
        EventKey.ThrowIfNoAudience(audience);
        return new EventFollower(store, EventKey.AllOf(root, audience), time, after).RunAsync(cancellation);
    }

    /// <summary>
    /// Deletes events that are older than <see cref="EventLimits.Kept"/>, and of each audience the oldest beyond
    /// <see cref="EventLimits.EachAudience"/>. Doing it again, or at several replicas at once, is harmless.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    public Task<StateResult<Written>> SweepAsync(CancellationToken cancellation = default) =>
        new EventSweeper(store, EventKey.All(root), Now - (long)EventLimits.Kept.TotalSeconds).RunAsync(cancellation);

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private byte[]? Value(string name, string @object, IReadOnlyDictionary<string, string>? details)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(@object);
        if (name.Length > EventLimits.NameCharacters
            || @object.Length > EventLimits.ObjectCharacters
            || details?.Sum(one => (long)one.Key.Length + (one.Value?.Length ?? 0)) > EventLimits.Octets)
        {
            return null;
        }

        byte[] value = EventCodec.Write(name, @object, Now, details ?? Nothing);
        return value.Length <= EventLimits.Octets ? value : null;
    }
}

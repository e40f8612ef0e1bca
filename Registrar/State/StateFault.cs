namespace HiperNet.Registrar.State;

/// <summary>
/// Why the store did not answer as asked. Only <see cref="UnknownOutcome"/> and <see cref="NoSpace"/> leave open what
/// was done.
/// </summary>
public enum StateFault
{
    /// <summary>It did.</summary>
    None,

    /// <summary>No endpoint could do it in time; nothing was changed.</summary>
    Unavailable,

    /// <summary>
    /// A write was sent and its answer was lost: it was done, or not, or will be. Read before writing again.
    /// </summary>
    UnknownOutcome,

    /// <summary>A list of a transaction is longer than the store takes (etcd: 128, --max-txn-ops).</summary>
    TooManyOperations,

    /// <summary>
    /// The request is larger than the store takes (etcd: 1.5 MiB), or the answer larger than is read.
    /// </summary>
    TooLarge,

    /// <summary>The revision asked for has been compacted away.</summary>
    Compacted,

    /// <summary>The revision asked for is not there yet.</summary>
    FutureRevision,

    /// <summary>There is no such lease.</summary>
    NotFound,

    /// <summary>There is such a lease already.</summary>
    Exists,

    /// <summary>
    /// The store's disk quota is used up; it takes no writes until somebody makes room. The write that fills the quota
    /// is answered so too, and is done all the same: a read tells, now and for good.
    /// </summary>
    NoSpace,

    /// <summary>
    /// The store does not know who asks: no credentials, wrong ones, or a token that is not good any more.
    /// </summary>
    Unauthenticated,

    /// <summary>The store's user may not do this.</summary>
    Denied,

    /// <summary>
    /// The store refused the request for another reason, which the detail gives; nothing was changed.
    /// </summary>
    Refused,

    /// <summary>What came back to a read is not an answer of etcd.</summary>
    BadAnswer,
}

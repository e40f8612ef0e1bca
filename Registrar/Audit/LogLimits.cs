namespace HiperNet.Registrar.Audit;

/// <summary>Limits of the log.</summary>
public static class LogLimits
{
    /// <summary>The most entries of one append: with their subtrees they fit into one transaction of etcd.</summary>
    public const int BatchEntries = 20;

    /// <summary>The longest entry, in bytes.</summary>
    public const int EntryOctets = 64 << 10;

    /// <summary>The most bytes of one append.</summary>
    public const int BatchOctets = 512 << 10;

    /// <summary>The most entries of a log.</summary>
    public const long Entries = 1L << 48;

    /// <summary>The most entries that are read at once.</summary>
    public const int PageEntries = 256;

    /// <summary>The most hashes of a proof; a log of the most entries needs no more.</summary>
    public const int ProofHashes = 64;

    /// <summary>How often an append is tried against other writers and lost answers.</summary>
    public const int AppendTries = 40;

    /// <summary>How many tries after the first go without a pause.</summary>
    public const int TriesWithoutPause = 2;

    /// <summary>The longest pause between two tries, in milliseconds; each is a random part of it.</summary>
    public const int LongestPause = 64;

    /// <summary>The most signatures of a checkpoint.</summary>
    public const int Signatures = 32;

    /// <summary>The longest name of an event or of a detail of it, in characters.</summary>
    public const int NameCharacters = 64;

    /// <summary>The longest actor or object of an event, in characters.</summary>
    public const int SubjectCharacters = 256;

    /// <summary>The most details of an event.</summary>
    public const int Details = 12;

    /// <summary>
    /// The longest value of a detail, in characters. JSON needs at most six octets for one: every event fits into
    /// <see cref="EntryOctets"/>.
    /// </summary>
    public const int DetailCharacters = 512;

    /// <summary>How many entries may wait for the log; with more, nothing is done any more.</summary>
    public const int Backlog = 10_000;

    /// <summary>How long the oldest entry may wait; after that nothing is done any more.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long what was seen of the waiting entries is believed.</summary>
    public static readonly TimeSpan BacklogAge = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest pause of a sequencer that was told of an entry: others may be quicker, and more may come.
    /// </summary>
    public static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(30);

    /// <summary>How long a sequencer that nobody tells of entries waits before it looks by itself.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
}

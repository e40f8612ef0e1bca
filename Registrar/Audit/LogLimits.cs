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
}

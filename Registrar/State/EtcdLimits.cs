namespace HiperNet.Registrar.State;

/// <summary>Limits towards etcd, and times.</summary>
public static class EtcdLimits
{
    /// <summary>The most entries in each list of a transaction that etcd takes unless told otherwise.</summary>
    public const int Operations = 128;

    /// <summary>The longest answer, and the longest line of a watch, that is read, in bytes.</summary>
    public const int AnswerOctets = 32 << 20;

    /// <summary>The most lists and objects around the innermost value of an answer.</summary>
    public const int AnswerDepth = 16;

    /// <summary>
    /// The most events of one revision; a transaction has few, but a deletion has one for each key of its range.
    /// </summary>
    public const int WaitingEvents = 1 << 20;

    /// <summary>The longest token for authentication, in bytes.</summary>
    public const int TokenOctets = 8 << 10;

    /// <summary>The longest text of etcd that a fault carries, in characters.</summary>
    public const int DetailCharacters = 300;

    /// <summary>The longest headers of an answer, in units of 1,024 bytes.</summary>
    public const int HeaderKilobytes = 16;

    /// <summary>How long a connection may take to be made.</summary>
    public static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a request may take with all its attempts, if nothing else is said: more than the seven seconds after
    /// which etcd itself gives up, so that its answer is heard.
    /// </summary>
    public static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(10);

    /// <summary>How long one endpoint may take for a read before another one is asked.</summary>
    public static readonly TimeSpan ReadAttemptTime = TimeSpan.FromSeconds(3);

    /// <summary>How many names of keys are read at a time.</summary>
    public const int PageKeys = 1000;

    /// <summary>The pause after all endpoints have failed, before they are tried again.</summary>
    public static readonly TimeSpan RoundPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause of a watch that finds no endpoint.</summary>
    public static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a watch may be silent before it is begun anew: etcd gives a sign of life every ten minutes.
    /// </summary>
    public static readonly TimeSpan WatchSilence = TimeSpan.FromMinutes(12);

    /// <summary>How long a connection may be silent before the kernel asks whether the other end is there.</summary>
    public static readonly TimeSpan ProbeAfter = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The pause between two of these questions; after <see cref="Probes"/> without an answer it ends.
    /// </summary>
    public static readonly TimeSpan ProbePause = TimeSpan.FromSeconds(3);

    /// <summary>How many questions go without an answer before a connection ends.</summary>
    public const int Probes = 3;
}

namespace HiperNet.Registrar.State;

/// <summary>How a private etcd is run.</summary>
public sealed class PrivateEtcdOptions
{
    /// <summary>
    /// Its directory, which is made with mode 0700 if it is not there, and must belong to this user alone. The
    /// sockets stand in it, so its path has at most <see cref="MaxDirectoryCharacters"/> ASCII characters.
    /// </summary>
    public required string Directory { get; init; }

    /// <summary>The program, by its path or its name in the search path.</summary>
    public string Program { get; init; } = "etcd";

    /// <summary>What its database may take on the disk before it refuses writes, in bytes.</summary>
    public long QuotaOctets { get; init; } = 4L << 30;

    /// <summary>For how many hours old revisions are kept, for watches that come back.</summary>
    public int KeepHours { get; init; } = 1;

    /// <summary>How long it may take until it answers for the first time.</summary>
    public TimeSpan StartTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take to end in peace before it is killed.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause before it is started again, at first; each time in a row it is doubled.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause before it is started again.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pauses and deadlines are taken from this clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The longest path of the directory: a socket's path has at most 107 octets.</summary>
    public const int MaxDirectoryCharacters = 98;
}

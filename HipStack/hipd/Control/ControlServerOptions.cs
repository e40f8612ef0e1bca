namespace HiperNet.Hipd.Control;

/// <summary>How a <see cref="ControlServer"/> serves.</summary>
internal sealed record ControlServerOptions
{
    /// <summary>The most callers at once; more are told to come again.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>How long a caller may take to send a request.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a caller may take to read a line of an answer.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The socket's group, where it is not the daemon's own.</summary>
    public uint? GroupId { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes a line about what went wrong in the daemon; from several threads.</summary>
    public Action<string> Log { get; init; } = _ => { };
}

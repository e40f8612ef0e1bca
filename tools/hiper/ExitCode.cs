namespace HiperNet.Cli;

/// <summary>What the process answers; the numbers are a contract with scripts.</summary>
internal enum ExitCode
{
    /// <summary>It is done, or granted.</summary>
    Done = 0,

    /// <summary>It is refused, or what should run does not; one line says why.</summary>
    Refused = 1,

    /// <summary>The command line is wrong, or names a file that does not exist.</summary>
    Usage = 2,

    /// <summary>The input is not what it should be.</summary>
    Malformed = 3,

    /// <summary>The machine lacks something: a privilege, a package, a kernel feature, space.</summary>
    Environment = 4,
}

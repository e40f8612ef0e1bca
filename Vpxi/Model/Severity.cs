namespace HiperNet.Vpxi.Model;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>It works, but may not be what was meant.</summary>
    Warning = 0,

    /// <summary>It cannot work.</summary>
    Error = 1,
}

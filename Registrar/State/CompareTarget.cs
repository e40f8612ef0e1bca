namespace HiperNet.Registrar.State;

/// <summary>What of a key a transaction looks at.</summary>
public enum CompareTarget
{
    /// <summary>How often it was written; 0 for a key that is not there.</summary>
    Version,

    /// <summary>The revision that made it; 0 for a key that is not there.</summary>
    CreateRevision,

    /// <summary>The revision that wrote it last; 0 for a key that is not there.</summary>
    ModRevision,

    /// <summary>Its value; no comparison holds for a key that is not there.</summary>
    Value,
}

namespace HiperNet.Registrar.Infrastructures;

/// <summary>What is wanted of an infrastructure.</summary>
public enum Wanted
{
    /// <summary>Nothing yet: it is held.</summary>
    Nothing = 0,

    /// <summary>Its nodes shall run.</summary>
    Run,

    /// <summary>Its nodes shall be suspended.</summary>
    Suspend,

    /// <summary>It shall go.</summary>
    End,
}

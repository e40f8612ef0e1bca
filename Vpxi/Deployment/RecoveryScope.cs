namespace HiperNet.Vpxi.Deployment;

/// <summary>What to undo after a program has ended without finishing.</summary>
public enum RecoveryScope
{
    /// <summary>Plans whose start or stop was broken off. Plans that run go on running.</summary>
    Unfinished,

    /// <summary>Every plan.</summary>
    Everything,
}

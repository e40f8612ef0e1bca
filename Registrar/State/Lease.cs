namespace HiperNet.Registrar.State;

/// <summary>A lease: when it ends, its keys are deleted.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Seconds">
/// What is left of it, in whole seconds. The store grants at least its shortest (two seconds by default).
/// </param>
/// <param name="GrantedSeconds">What it was granted for, where that was asked; else 0.</param>
public sealed record Lease(long Id, long Seconds, long GrantedSeconds);

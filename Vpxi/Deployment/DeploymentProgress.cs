namespace HiperNet.Vpxi.Deployment;

/// <summary>How far a plan has come.</summary>
/// <param name="Number">Reports are numbered from 1 on.</param>
/// <param name="Text">The step, in words; or what the node goes without on this machine.</param>
/// <param name="IsDone">Whether the step is done; otherwise it is about to begin, and the journal knows of it.</param>
public readonly record struct DeploymentProgress(int Number, string Text, bool IsDone);

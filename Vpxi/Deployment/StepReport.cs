namespace HiperNet.Vpxi.Deployment;

/// <summary>Numbers what is reported.</summary>
internal sealed class StepReport(IProgress<DeploymentProgress>? progress)
{
    private int number;

    public void Say(string text, bool isDone) => progress?.Report(new DeploymentProgress(++number, text, isDone));
}

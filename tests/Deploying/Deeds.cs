using HiperNet.Vpxi.Deployment;
using HiperNet.Vpxi.Tests.Deployment;

namespace HiperNet.Deploying;

/// <summary>What this program does.</summary>
internal static class Deeds
{
    public static async Task<(int Reports, string? Failure)> DoAsync(string state, string verb, string id, int? killAt)
    {
        KillingProgress progress = new(killAt);
        NamespaceDriver driver = new(state, TimeSpan.Zero);
        try
        {
            switch (verb)
            {
                case "start":
                    await driver.StartAsync(SamplePlans.Of(id), progress);
                    break;
                case "stop":
                    await driver.StopAsync(id, progress);
                    break;
                default:
                    await driver.RecoverAsync(RecoveryScope.Everything, progress);
                    break;
            }

            return (progress.Reports, null);
        }
        catch (DeploymentException failure)
        {
            return (progress.Reports, failure.Message);
        }
    }
}

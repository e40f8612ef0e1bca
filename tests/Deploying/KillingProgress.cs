using System.Diagnostics;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Deploying;

/// <summary>Counts reports, and kills this process at one of them, before anything else happens.</summary>
internal sealed class KillingProgress(int? killAt) : IProgress<DeploymentProgress>
{
    public int Reports { get; private set; }

    public void Report(DeploymentProgress value)
    {
        Reports = value.Number;
        if (killAt == value.Number)
        {
            using Process own = Process.GetCurrentProcess();
            own.Kill();
            using ManualResetEventSlim never = new();
            never.Wait();
        }
    }
}

using HiperNet.Testing;

namespace HiperNet.Vpxi.Tests.Deployment;

/// <summary>Skips tests, saying so, where the machine's root cannot be the lower layer of a node's.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresOverlayAttribute : ConditionBaseAttribute
{
    private const string Script = """
        set -e
        mount -t tmpfs probe /mnt
        mkdir /mnt/upper /mnt/work /mnt/root
        mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work probe /mnt/root
        """;

    private static readonly Lazy<bool> CanMount = new(() => Environment.IsPrivilegedProcess
        && ProgramRun.Of("unshare", default, "--mount", "sh", "-c", Script).ExitCode == 0);

    /// <summary>The test starts nodes.</summary>
    public RequiresOverlayAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = "Nodes need root, mount namespaces and overlays.";

    /// <inheritdoc/>
    public override string GroupName => "overlays";

    /// <inheritdoc/>
    public override bool IsConditionMet => CanMount.Value;
}

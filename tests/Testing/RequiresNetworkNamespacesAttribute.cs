namespace HiperNet.Testing;

/// <summary>Skips tests, saying so, where network namespaces and TAP devices cannot be made.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresNetworkNamespacesAttribute : ConditionBaseAttribute
{
    private static readonly Lazy<bool> CanMake = new(Try);

    /// <summary>The test makes network namespaces.</summary>
    public RequiresNetworkNamespacesAttribute()
        : base(ConditionMode.Include) =>
        IgnoreMessage = "Network namespaces need root, the program ip and /dev/net/tun.";

    /// <inheritdoc/>
    public override string GroupName => "network namespaces";

    /// <inheritdoc/>
    public override bool IsConditionMet => CanMake.Value;

    private static bool Try()
    {
        if (!Environment.IsPrivilegedProcess || !File.Exists("/dev/net/tun"))
        {
            return false;
        }

        try
        {
            using NetworkNamespace made = new();
            return true;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

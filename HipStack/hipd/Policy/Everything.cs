using HiperNet.HipStack.Esp;

namespace HiperNet.Hipd.Policy;

/// <summary>Rights without a limit.</summary>
internal sealed class Everything : ITrafficRights
{
    private Everything()
    {
    }

    public static Everything Instance { get; } = new();

    public bool IsUnrestricted => true;

    public TimeSpan Until => TimeSpan.MaxValue;

    public bool Allows(byte protocol, ushort servicePort) => true;
}

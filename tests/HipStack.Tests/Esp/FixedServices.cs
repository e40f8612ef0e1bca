using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Rights to port 80 and to what has no ports, which cost nothing to look up.</summary>
internal sealed class FixedServices : ITrafficRights
{
    public bool IsUnrestricted => false;

    public TimeSpan Until => TimeSpan.MaxValue;

    public bool Allows(byte protocol, ushort servicePort) => servicePort is 0 or 80;
}

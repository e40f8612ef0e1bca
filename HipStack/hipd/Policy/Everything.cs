using HiperNet.HipStack.Esp;

namespace HiperNet.Hipd.Policy;

/// <summary>Rights to talk about everything.</summary>
/// <param name="until">When they end, on the daemon's clock.</param>
internal sealed class Everything(TimeSpan until) : ITrafficRights
{
    public bool IsUnrestricted => true;

    public TimeSpan Until => until;

    public bool Allows(byte protocol, ushort servicePort) => true;
}

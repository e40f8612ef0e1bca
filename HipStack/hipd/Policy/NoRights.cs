using HiperNet.HipStack.Esp;

namespace HiperNet.Hipd.Policy;

/// <summary>No rights at all: what an association has before its verdict.</summary>
internal sealed class NoRights : ITrafficRights
{
    private NoRights()
    {
    }

    public static NoRights Instance { get; } = new();

    public bool IsUnrestricted => false;

    public TimeSpan Until => TimeSpan.MaxValue;

    public bool Allows(byte protocol, ushort servicePort) => false;
}

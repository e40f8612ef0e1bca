using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Rights to listed services; to everything where none is listed.</summary>
internal sealed class FixedRights(params (byte Protocol, ushort Port)[] services) : ITrafficRights
{
    public bool IsUnrestricted => services.Length == 0;

    public TimeSpan Until { get; set; } = TimeSpan.MaxValue;

    public bool Allows(byte protocol, ushort servicePort) =>
        IsUnrestricted || services.Contains((protocol, servicePort));
}

using System.Net.Sockets;

namespace HiperNet.HipStack.Control;

/// <summary>Where a control socket stands.</summary>
public static class ControlPath
{
    /// <summary>The path as the address of a socket.</summary>
    /// <exception cref="ControlException">
    /// <see cref="ControlFault.Malformed"/>: it is empty, or longer than the 107 octets that Linux takes.
    /// </exception>
    public static UnixDomainSocketEndPoint EndPoint(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentException exception)
        {
            throw new ControlException(
                ControlFault.Malformed, "a socket's path has 1 to 107 octets", exception);
        }
    }
}

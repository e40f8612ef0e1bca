using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>Turns the kernel's numbers into messages that say what helps, and into faults.</summary>
internal static class TransportError
{
    /// <summary>The failure of the last call.</summary>
    public static TransportException Last(string what)
    {
        int error = Marshal.GetLastPInvokeError();
        string hint = error switch
        {
            TransportLibc.EPERM or TransportLibc.EACCES => "; it needs the capability CAP_NET_RAW",
            TransportLibc.EADDRINUSE => "; another process has it",
            TransportLibc.EADDRNOTAVAIL => "; it is no address of this host",
            TransportLibc.EAFNOSUPPORT => "; the kernel has this version of IP switched off",
            _ => "",
        };
        string message = $"cannot {what}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error}){hint}";
        return new TransportException(message, error);
    }

    /// <summary>What the failure of one datagram means.</summary>
    public static DatagramFault FaultOf(int error, bool hasLocal) => error switch
    {
        TransportLibc.EMSGSIZE => DatagramFault.TooBig,
        TransportLibc.ENETUNREACH or TransportLibc.EHOSTUNREACH or TransportLibc.ENETDOWN
            or TransportLibc.EHOSTDOWN => DatagramFault.Unreachable,
        TransportLibc.EADDRNOTAVAIL => DatagramFault.NoLocalAddress,

        // What the kernel answers where the source address of IP_PKTINFO is not an address of this host.
        TransportLibc.EINVAL when hasLocal => DatagramFault.NoLocalAddress,
        TransportLibc.ECONNREFUSED => DatagramFault.Refused,
        TransportLibc.ENOBUFS or TransportLibc.EAGAIN => DatagramFault.NoBuffer,
        TransportLibc.EPERM or TransportLibc.EACCES => DatagramFault.Forbidden,
        TransportLibc.EAFNOSUPPORT => DatagramFault.WrongFamily,
        _ => DatagramFault.Other,
    };
}

using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Link;

/// <summary>Turns the kernel's numbers into messages that say what helps.</summary>
internal static class LinkError
{
    /// <summary>The failure of the last call.</summary>
    public static LinkException Last(string what) => Of(what, Marshal.GetLastPInvokeError());

    /// <summary>The failure of a number.</summary>
    public static LinkException Of(string what, int error)
    {
        string hint = error switch
        {
            LinkLibc.EPERM or LinkLibc.EACCES => "; it needs the capability CAP_NET_ADMIN",
            LinkLibc.ENOENT => "; is the kernel module tun loaded?",
            LinkLibc.EBUSY => "; another process has it",
            _ => "",
        };
        string message = $"cannot {what}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error}){hint}";
        return new LinkException(message, error);
    }
}

using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>The group of a file, which the base library cannot change.</summary>
public static class FileGroup
{
    private const uint SameOwner = uint.MaxValue;

    /// <summary>Gives a file to a group: chown(2).</summary>
    /// <exception cref="IOException">
    /// The file is not there, or the process may not: it needs to be in the group, or CAP_CHOWN.
    /// </exception>
    public static void Set(string path, uint group)
    {
        if (TransportLibc.chown(path, SameOwner, group) != 0)
        {
            string reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
            throw new IOException($"cannot give {path} to the group {group}: {reason}");
        }
    }
}

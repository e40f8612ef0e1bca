using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>How the results of libcrypto are taken.</summary>
internal static class Native
{
    /// <summary>Turns a failure that no input can cause (memory, a broken library) into an exception.</summary>
    /// <exception cref="CryptographicException">The condition does not hold.</exception>
    public static void Require(bool condition)
    {
        if (!condition)
        {
            LibCrypto.ERR_clear_error();
            throw new CryptographicException("libcrypto could not do what every valid input allows.");
        }
    }

    /// <summary>A new object of libcrypto, which there must be.</summary>
    /// <exception cref="CryptographicException">There is none.</exception>
    public static T Required<T>(T handle)
        where T : SafeHandle
    {
        Require(!handle.IsInvalid);
        return handle;
    }

    /// <summary>
    /// Passes an answer on. A no leaves entries in this thread's error queue, which would grow old there.
    /// </summary>
    public static bool Answer(bool isYes)
    {
        if (!isYes)
        {
            LibCrypto.ERR_clear_error();
        }

        return isYes;
    }
}

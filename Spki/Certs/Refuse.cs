namespace HiperNet.Spki.Certs;

/// <summary>Records the first fault of an object and gives the answer that a reader returns then.</summary>
internal static class Refuse
{
    /// <summary>Records the fault; the answer is false.</summary>
    public static bool It(ref CertError error, CertFault fault, string field)
    {
        if (error.Fault == CertFault.None)
        {
            error = new CertError(fault, field);
        }

        return false;
    }

    /// <summary>Records the fault; the answer is null.</summary>
    public static T? With<T>(ref CertError error, CertFault fault, string field)
        where T : class
    {
        It(ref error, fault, field);
        return null;
    }
}

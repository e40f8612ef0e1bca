namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>The registration types of RFC 8003 section 4: one octet each, in order of preference.</summary>
internal static class RegistrationTypes
{
    public static bool TryRead(ReadOnlySpan<byte> octets, out IReadOnlyList<RegistrationType> types)
    {
        RegistrationType[] read = new RegistrationType[Math.Min(octets.Length, HipProtocol.MaxListedIds)];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = (RegistrationType)octets[i];
        }

        types = read;
        return octets.Length <= HipProtocol.MaxListedIds;
    }

    public static void Write(IReadOnlyList<RegistrationType> types, Span<byte> octets)
    {
        for (int i = 0; i < types.Count; i++)
        {
            octets[i] = (byte)types[i];
        }
    }
}

using System.Buffers.Binary;

namespace HiperNet.HipStack.Wire;

/// <summary>
/// Lists of parameters: those of a packet, and those within a decrypted ENCRYPTED parameter (RFC 7401 section 5.2.18).
/// </summary>
public static class HipParameters
{
    /// <summary>Reads a list of parameters. Order and lengths are checked, contents and padding are not looked at.</summary>
    /// <param name="octets">The list; it is kept, not copied.</param>
    /// <param name="parameters">The parameters in their order, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> octets, out IReadOnlyList<HipParameter> parameters, out WireFault fault) =>
        TryParse(octets, start: 0, out parameters, out fault);

    /// <summary>The octets of parameters one after the other, each padded with zeros.</summary>
    /// <param name="parameters">Parameters of ascending types.</param>
    /// <exception cref="ArgumentException">The types do not ascend, or a parameter's length is above 65,535.</exception>
    public static byte[] Encode(params ReadOnlySpan<IHipParameter> parameters)
    {
        int total = 0;
        foreach (IHipParameter parameter in parameters)
        {
            total += HipParameter.TotalLength(parameter.Length);
        }

        byte[] octets = new byte[total];
        int at = 0;
        ParameterType last = default;
        foreach (IHipParameter parameter in parameters)
        {
            if (parameter.Type < last)
            {
                throw new ArgumentException($"{parameter.Type} cannot follow {last}.", nameof(parameters));
            }

            last = parameter.Type;
            at += Write(parameter, octets.AsSpan(at));
        }

        return octets;
    }

    internal static bool TryParse(
        ReadOnlyMemory<byte> octets, int start, out IReadOnlyList<HipParameter> parameters, out WireFault fault)
    {
        List<HipParameter> found = [];
        parameters = found;
        fault = WireFault.None;
        int certificates = 0;
        for (int at = start; at < octets.Length;)
        {
            fault = Measure(octets.Span[at..], out int total);
            if (fault != WireFault.None)
            {
                break;
            }

            HipParameter parameter = new(octets.Slice(at, total), at);
            certificates += parameter.Type == ParameterType.Cert ? 1 : 0;
            fault = CheckNext(found, parameter, certificates);
            if (fault != WireFault.None)
            {
                break;
            }

            found.Add(parameter);
            at += total;
        }

        if (fault != WireFault.None)
        {
            parameters = [];
        }

        return fault == WireFault.None;
    }

    /// <summary>Writes a parameter over octets that may hold anything; the result is its length with padding.</summary>
    internal static int Write(IHipParameter parameter, Span<byte> octets)
    {
        int length = parameter.Length;
        if (length > ushort.MaxValue)
        {
            throw new ArgumentException($"{parameter.Type} is too long.", nameof(parameter));
        }

        int total = HipParameter.TotalLength(length);
        octets[..total].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)parameter.Type);
        BinaryPrimitives.WriteUInt16BigEndian(octets[2..], (ushort)length);
        parameter.Write(octets.Slice(HipParameter.HeaderLength, length));
        return total;
    }

    private static WireFault Measure(ReadOnlySpan<byte> rest, out int total)
    {
        total = 0;
        if (rest.Length < HipParameter.HeaderLength)
        {
            return WireFault.ParameterTruncated;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (length > rest.Length - HipParameter.HeaderLength)
        {
            return WireFault.ParameterLengthTooLarge;
        }

        total = HipParameter.TotalLength(length);
        return total > rest.Length ? WireFault.ParameterPaddingShort : WireFault.None;
    }

    private static WireFault CheckNext(List<HipParameter> found, HipParameter next, int certificates)
    {
        if (found.Count == HipProtocol.MaxParameters)
        {
            return WireFault.TooManyParameters;
        }

        if (certificates > HipProtocol.MaxCertificates)
        {
            return WireFault.TooManyCertificates;
        }

        // Types that never fall are consecutive where they are equal.
        return found.Count > 0 && next.Type < found[^1].Type ? WireFault.ParametersOutOfOrder : WireFault.None;
    }
}

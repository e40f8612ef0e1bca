namespace HiperNet.HipStack.Wire;

/// <summary>Why octets are no packet, or no list of parameters. The names are what users are told.</summary>
public enum WireFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>There are fewer octets than a header has, or than its Header Length announces.</summary>
    Truncated,

    /// <summary>The version is not 2 (RFC 7401 sections 5.1 and 5.4.1).</summary>
    UnsupportedVersion,

    /// <summary>The Header Length is below 4, so that no two HITs fit (section 5.1).</summary>
    HeaderLengthTooSmall,

    /// <summary>The packet type is not one of section 5.3.</summary>
    UnknownPacketType,

    /// <summary>A parameter's Type and Length do not fit into what is left.</summary>
    ParameterTruncated,

    /// <summary>A parameter's Length goes beyond what is left.</summary>
    ParameterLengthTooLarge,

    /// <summary>A parameter's padding is missing; what it holds is not looked at (section 5.2.1).</summary>
    ParameterPaddingShort,

    /// <summary>Types do not ascend, or parameters of one type are not consecutive (section 5.2.1).</summary>
    ParametersOutOfOrder,

    /// <summary>There are more than <see cref="HipProtocol.MaxParameters"/> parameters.</summary>
    TooManyParameters,

    /// <summary>There are more than <see cref="HipProtocol.MaxCertificates"/> CERT parameters.</summary>
    TooManyCertificates,
}

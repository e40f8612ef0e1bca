namespace HiperNet.HipStack.Identity;

/// <summary>Why octets are not an acceptable Host Identity.</summary>
public enum HostIdentityFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The algorithm is none of <see cref="HostIdentityAlgorithm"/>.</summary>
    UnknownAlgorithm,

    /// <summary>The curve's number is not one that is supported.</summary>
    UnknownCurve,

    /// <summary>The octets are more or fewer than the algorithm needs.</summary>
    WrongLength,

    /// <summary>A number has a leading zero, a field is not as its specification fixes it.</summary>
    Malformed,

    /// <summary>The RSA modulus or exponent is outside the limits of <see cref="HostIdentity"/>.</summary>
    OutsideLimits,
}

using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>What a peer asks for: all REG_REQUESTs of a packet together (RFC 8003 section 4.3).</summary>
internal sealed class RegistrationRequest
{
    private RegistrationRequest(
        IReadOnlyList<RegistrationType> types, TimeSpan lifetime, IReadOnlyList<RegistrationType> cancelled)
    {
        Types = types;
        Lifetime = lifetime;
        Cancelled = cancelled;
    }

    /// <summary>The services, the preferred first; none is there twice.</summary>
    public IReadOnlyList<RegistrationType> Types { get; }

    /// <summary>The shortest lifetime asked for, as the answer has but one.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>The services that are asked for with a lifetime of zero.</summary>
    public IReadOnlyList<RegistrationType> Cancelled { get; }

    /// <summary>Reads what a packet asks for.</summary>
    /// <param name="packet">An I2 or UPDATE.</param>
    /// <param name="request">What it asks for; null if for nothing.</param>
    /// <returns>False if a parameter is malformed.</returns>
    public static bool TryRead(HipPacket packet, out RegistrationRequest? request)
    {
        request = null;
        List<RegistrationType> types = [];
        List<RegistrationType> cancelled = [];
        TimeSpan lifetime = TimeSpan.MaxValue;
        bool any = false;
        foreach (HipParameter parameter in packet.FindAll(ParameterType.RegRequest))
        {
            if (!RegRequestParameter.TryRead(parameter.Contents, out RegRequestParameter? value))
            {
                return false;
            }

            any = true;
            TimeSpan wanted = RegistrationLifetime.Decode(value.Lifetime);
            if (wanted == TimeSpan.Zero)
            {
                cancelled.AddRange(value.Types);
            }
            else
            {
                types.AddRange(value.Types);
                lifetime = wanted < lifetime ? wanted : lifetime;
            }
        }

        request = any
            ? new RegistrationRequest([.. types.Distinct()], lifetime, [.. cancelled.Distinct().Except(types)])
            : null;
        return true;
    }
}

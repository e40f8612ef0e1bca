namespace HiperNet.HipStack.Control;

/// <summary>What a request of each verb must hold.</summary>
internal static class RequestRules
{
    /// <summary><see cref="ControlFault.None"/>, or what is wrong.</summary>
    public static ControlFault Check(ControlRequest request)
    {
        bool isGood = IsName(request.Peer)
            && IsName(request.Certificate)
            && IsName(request.Capture?.Peer)
            && request.Count is null or (> 0 and <= ControlLimits.MaxPings)
            && request.Capture?.Count is null or > 0
            && (request.Host is null || IsHost(request.Host))
            && (request.Objects is null || AreObjects(request.Objects))
            && HasWhatItNeeds(request);
        return isGood ? ControlFault.None : ControlFault.Malformed;
    }

    private static bool HasWhatItNeeds(ControlRequest request) => request.Verb switch
    {
        ControlVerb.Explain or ControlVerb.Ping or ControlVerb.Rst or ControlVerb.DelHost => request.Peer is not null,
        ControlVerb.AddHost => request.Host is not null,
        ControlVerb.AddCert or ControlVerb.AddCrl => request.Objects is { Count: > 0 },
        ControlVerb.DelCert => request.Certificate is not null,
        _ => true,
    };

    private static bool IsName(string? name) =>
        name is null || (name.Length is > 0 and <= ControlLimits.MaxName && !name.Any(char.IsControl));

    // Lists may hold null whatever their type says.
    private static bool IsHost(HostEntry host) =>
        IsName(host.Name)
        && host.Addresses.Count <= ControlLimits.MaxAddresses
        && !host.Addresses.Contains(null!);

    private static bool AreObjects(IReadOnlyList<byte[]> objects) =>
        objects.Count <= ControlLimits.MaxObjects && objects.All(item => item is { Length: > 0 });
}

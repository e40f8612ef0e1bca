namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Something that happened, for those whom it concerns.</summary>
/// <param name="Cursor">Where it stands in the order of events.</param>
/// <param name="Name">A stable name, such as vpxi.expiring.</param>
/// <param name="Object">Of what it tells: vpxi/ID, offer/ID, account/PRINCIPAL.</param>
/// <param name="Time">When, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Details">What else there is to say.</param>
public sealed record EventView(
    long Cursor,
    string Name,
    string Object,
    long Time,
    IReadOnlyDictionary<string, string> Details);

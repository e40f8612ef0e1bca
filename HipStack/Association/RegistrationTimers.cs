namespace HiperNet.HipStack.Association;

/// <summary>Does what is due for registrations.</summary>
internal sealed class RegistrationTimers(
    RegistrationServer server, RegistrationClient client, RegistrationKeeper keeper, RelayClient relays)
{
    /// <summary>Something has happened to an association: does what waited for it.</summary>
    public void Look(HipAssociation association) => server.Look(association);

    public void Run(HipAssociation association)
    {
        keeper.Expire(association);
        server.VerdictIsLate(association);
        client.Ask(association);
        relays.Renew(association);
        keeper.Reschedule(association);
    }
}

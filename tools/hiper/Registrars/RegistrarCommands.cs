using System.CommandLine;

namespace HiperNet.Cli.Registrars;

/// <summary>The group <c>hiper registrar</c>: runs a registrar, and asks one.</summary>
internal static class RegistrarCommands
{
    /// <summary>The group with its verbs.</summary>
    public static Command Group() => Verb.Group(
        "registrar",
        "Run a registrar, or ask one: accounts, resources, bookings.",
        RegistrarRun.Command(),
        RegistrarStatus.Command(),
        Verb.Group(
            "users",
            "Accounts: ask for one, and decide about those of others.",
            UsersList.Command(),
            UsersAgreement.Command(),
            UsersRegister.Command(),
            UsersInvite.Command(),
            UsersDecide.Approve(),
            UsersDecide.Suspend()),
        Verb.Group(
            "resources",
            "What organisations offer.",
            ResourcesList.Command(),
            ResourcesWithdraw.Command()),
        Verb.Group(
            "bookings",
            "Infrastructures and what is booked for them.",
            BookingsList.Command(),
            BookingsShow.Command()));
}

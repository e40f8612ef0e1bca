namespace HiperNet.Agent.Configuration;

/// <summary>Whose machine this is, as the registrar is told.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Organisation">For whom they work.</param>
/// <param name="Contact">How they are reached.</param>
/// <param name="AcceptAgreement">The SHA-256 of the agreement that is accepted, in hexadecimal; null for none.</param>
/// <param name="InvitationFile">The file with the token of an invitation; null for none.</param>
internal sealed record AccountSettings(
    string Name, string Organisation, string Contact, string? AcceptAgreement, string? InvitationFile);

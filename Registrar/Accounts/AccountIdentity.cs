namespace HiperNet.Registrar.Accounts;

/// <summary>Who somebody says to be. Nothing of it is a right; the key is.</summary>
/// <param name="Name">The name of a person or of a machine.</param>
/// <param name="Organisation">For whom.</param>
/// <param name="Contact">How to reach somebody about it, for instance an address of mail.</param>
public sealed record AccountIdentity(string Name, string Organisation, string Contact)
{
    /// <summary>The most characters of each part.</summary>
    public const int MostCharacters = 200;

    /// <summary>Whether each part is there, is not too long, and has no control characters.</summary>
    public bool IsValid => IsText(Name) && IsText(Organisation) && IsText(Contact);

    private static bool IsText(string? text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= MostCharacters && !text.Any(char.IsControl);
}

namespace HiperNet.Hiper.Tests;

/// <summary>
/// Three keys, and R -> H -> U for (vm R (* set use console)). They are made once; each test has its own copies of
/// their files, and may change them.
/// </summary>
internal sealed class Chain : IDisposable
{
    /// <summary>The instant of most questions.</summary>
    public const string Noon = "2026-11-21_12:00:00";

    private static readonly string[] Keys = ["R", "H", "U"];
    private static readonly string[] Files = [.. Keys, "RH.cert", "HU.cert"];
    private static readonly Lazy<Scratch> Made = new(Make);
    private static readonly Lazy<Dictionary<string, string>> Principals =
        new(() => Keys.ToDictionary(name => name, name => PrincipalOf(Made.Value[name])));

    private readonly Scratch scratch = new();

    public Chain()
    {
        foreach (string file in Files)
        {
            File.Copy(Made.Value[file], this[file]);
        }
    }

    public string this[string name] => scratch[name];

    public string Write(string name, string text) => scratch.Write(name, text);

    public static string Principal(string name) => Principals.Value[name];

    public void Issue(
        string issuer, string subject, string right, string until, string file, params string[] more) =>
        Issue(scratch, issuer, subject, $"(vm {Principal("R")} {right})", until, file, more);

    public string[] Question(string subject, string at, string right)
    {
        string request = $"(vm {Principal("R")} {right})";
        return ["--root", this["R"], "--subject", this[subject], "--request", request, "--at", at];
    }

    public Outcome Ask(string subject, string at, string right, string[] more) =>
        Cli.Run(["cert", "verify", .. Question(subject, at, right), .. more]);

    public Outcome Verify(string right, params string[] more) => Ask("U", Noon, right, more);

    public Outcome VerifyAt(string at, string right, params string[] more) => Ask("U", at, right, more);

    public void Dispose() => scratch.Dispose();

    /// <summary>Removes what all tests have copied from.</summary>
    public static void Clean()
    {
        if (Made.IsValueCreated)
        {
            Made.Value.Dispose();
        }
    }

    private static Scratch Make()
    {
        Scratch made = new();
        foreach (string name in Keys)
        {
            Cli.Run("key", "new", "--type", "p256", "--out", made[name]).Expect(0);
        }

        string vm = PrincipalOf(made["R"]);
        Issue(made, "R", "H", $"(vm {vm})", "2027-01-01_00:00:00", "RH.cert", "--propagate");
        Issue(made, "H", "U", $"(vm {vm} (* set use console))", "2026-12-01T00:00:00Z", "HU.cert");
        return made;
    }

    private static void Issue(
        Scratch folder, string issuer, string subject, string tag, string until, string file, params string[] more) =>
        Cli.Run(
            [
                "cert", "issue", "--key", folder[issuer], "--subject", folder[subject], "--tag", tag,
                "--not-after", until, "--out", folder[file], .. more,
            ]).Expect(0);

    private static string PrincipalOf(string path) =>
        Cli.Run("key", "show", "--json", path).Json("done").GetProperty("principal_sexp").GetString()!;
}

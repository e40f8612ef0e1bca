using System.Globalization;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests.Lab;

/// <summary>Keys and certificates of people, made by <c>hiper</c> as people make them.</summary>
internal sealed class Certificates(string folder)
{
    /// <summary>What all certificates here speak of.</summary>
    public const string Vpxi = "v";

    public const string All = "(net v)";

    /// <summary>Services on one port of TCP.</summary>
    public const string Port22 = "(net v tcp (port (* range numeric ge \"22\" le \"22\")))";

    private const string Later = "2100-01-01_00:00:00";

    /// <summary>A file of the folder.</summary>
    public string this[string name] => Path.Combine(folder, name);

    /// <summary>The present instant, cut to seconds, and moved.</summary>
    public static DateTimeOffset In(int seconds) => DateTimeOffset.FromUnixTimeSeconds(
        TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds);

    /// <summary>Makes a key; the answer is its file.</summary>
    public string NewKey(string name, string type = "p256")
    {
        Run("key", "new", "--type", type, "--out", this[name]);
        return this[name];
    }

    /// <summary>Issues a certificate; the answer is its file.</summary>
    public string Issue(
        string name,
        string issuer,
        string subject,
        string tag = All,
        DateTimeOffset? until = null,
        bool propagate = false)
    {
        string end = until?.ToString("yyyy-MM-dd_HH:mm:ss", CultureInfo.InvariantCulture) ?? Later;
        Run(["cert", "issue", "--key", issuer, "--subject", subject, "--tag", tag,
            "--not-after", end, "--out", this[name],
            .. propagate ? new[] { "--propagate" } : []]);
        return this[name];
    }

    /// <summary>Revokes a certificate; the answer is the list's file.</summary>
    public string Revoke(string name, string signer, string certificate)
    {
        Run("cert", "revoke", certificate, "--key", signer, "--out", this[name]);
        return this[name];
    }

    private static void Run(params IEnumerable<string> arguments)
    {
        ProgramRun run = ProgramRun.Of(Programs.Hiper, default, arguments);
        Assert.AreEqual(0, run.ExitCode, run.Errors);
    }
}

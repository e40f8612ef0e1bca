using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HiperNet.Vpxi.Deployment;

/// <summary>
/// What the things of a plan are called on this machine. A label has no dot, so that two plans never share a name; a
/// journal that names anything else is not obeyed.
/// </summary>
internal sealed class Names(string state, string plan)
{
    private const string Prefix = "hiper.";
    private const int TagDigits = 8;

    private readonly string tag =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plan)))[..TagDigits];

    /// <summary>The journal.</summary>
    public string Journal => JournalOf(state, plan);

    /// <summary>The folder of all that is kept of the plan.</summary>
    public string Folder => Path.Combine(state, plan);

    public static string JournalOf(string state, string plan) => Path.Combine(state, plan + ".journal");

    /// <summary>A node's network namespace and control group.</summary>
    public string Of(string node) => $"{Prefix}{plan}.{node}";

    /// <summary>A bridge, or this machine's end of a cable to it; of at most 15 characters.</summary>
    public string Device(char kind, int number) =>
        $"h{kind}{tag}{number.ToString("x", CultureInfo.InvariantCulture)}";

    /// <summary>Where something of a node is kept.</summary>
    public string File(string node, string name) => Path.Combine(Folder, node, name);

    /// <summary>Whether what a record says can be this plan's.</summary>
    public bool IsOurs(JournalRecord record) => record.Kind switch
    {
        JournalKind.Begin => record.Target == plan,
        JournalKind.Folder => record.Target == Folder,
        JournalKind.Namespace => IsOfANode(record.Target),
        JournalKind.Device => record.Target.Length <= 15
            && (record.Target.StartsWith("hb" + tag, StringComparison.Ordinal)
                || record.Target.StartsWith("hv" + tag, StringComparison.Ordinal)),
        JournalKind.Cgroup => record.Target.StartsWith('/') && !record.Target.Contains("..", StringComparison.Ordinal)
            && IsOfANode(Path.GetFileName(record.Target)),
        _ => true,
    };

    private bool IsOfANode(string name) =>
        name.StartsWith($"{Prefix}{plan}.", StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal);
}

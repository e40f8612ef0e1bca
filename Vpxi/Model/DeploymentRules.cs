using System.Net.Sockets;

namespace HiperNet.Vpxi.Model;

/// <summary>What a plan of a deployment must be like, whichever driver it is for.</summary>
public static class DeploymentRules
{
    /// <summary>The most characters of a plan's identifier.</summary>
    public const int IdLength = 40;

    /// <summary>The most characters of a node's or link's name, and of each part of a host name.</summary>
    public const int NameLength = 63;

    /// <summary>The most nodes.</summary>
    public const int Nodes = 1_000;

    /// <summary>The most ends of all links together.</summary>
    public const int Ends = 10_000;

    /// <summary>The most texts of a node: its command, environment and files together.</summary>
    public const int Texts = 1_000;

    /// <summary>The most characters of a text.</summary>
    public const int TextLength = 4_096;

    /// <summary>What a node may write where its plan does not say: 64 MiB.</summary>
    public const long DefaultDisk = 64L << 20;

    /// <summary>The least that a node may write, or may take of memory: 1 MiB.</summary>
    public const long LeastBytes = 1L << 20;

    /// <summary>The fastest link that is limited: 1 Tbit/s.</summary>
    public const long MostRate = 1_000_000_000_000;

    /// <summary>The slowest link: 8 kbit/s.</summary>
    public const long LeastRate = 8_000;

    /// <summary>The most thousandths of processors of a node.</summary>
    public const int MostCpuMillis = 1_000_000;

    /// <summary>The fewest thousandths of a processor, where there is a limit.</summary>
    public const int LeastCpuMillis = 10;

    private const int InterfaceLength = 15;

    /// <summary>What is wrong with a plan, a line each; nothing if it can be run.</summary>
    public static IEnumerable<string> Faults(DeploymentPlan plan)
    {
        if (!IsLabel(plan.Id, IdLength))
        {
            return [$"the plan's identifier '{Short(plan.Id)}' is no label of at most {IdLength} characters"];
        }

        if (plan.Nodes.Count is 0 or > Nodes || plan.Links.Sum(link => (long)link.Ends.Count) > Ends)
        {
            return [$"a plan has 1 to {Nodes} nodes, and links with at most {Ends} ends together"];
        }

        return
        [
            .. Twice(plan.Nodes.Select(node => node.Name), "node"),
            .. Twice(plan.Links.Select(link => link.Name), "link"),
            .. Twice(plan.Links.SelectMany(link => link.Ends).Select(end => $"{end.Node} {end.Interface}"), "end"),
            .. plan.Nodes.SelectMany(node => OfNode(node).Select(fault => $"node {Short(node.Name)}: {fault}")),
            .. plan.Links.SelectMany(link => OfLink(plan, link).Select(fault => $"link {Short(link.Name)}: {fault}")),
            .. plan.Hosts.Keys.Where(name => !IsHostname(name)).Select(name => $"'{Short(name)}' is no host name"),
        ];
    }

    /// <summary>Whether a text is a label: lower-case letters, digits, and hyphens inside.</summary>
    public static bool IsLabel(string text, int most) =>
        text.Length > 0 && text.Length <= most && text[0] != '-' && text[^1] != '-'
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static bool IsHostname(string text) =>
        text.Length <= NameLength && text.Split('.').All(label => IsLabel(label, NameLength));

    private static IEnumerable<string> OfNode(DeploymentNode node)
    {
        if (!IsLabel(node.Name, NameLength))
        {
            yield return "the name is no label";
        }

        if (node.Hostname is { } hostname && !IsHostname(hostname))
        {
            yield return $"'{Short(hostname)}' is no host name";
        }

        if (node.CpuMillis != 0 && node.CpuMillis is < LeastCpuMillis or > MostCpuMillis)
        {
            yield return $"processors are 0, or {LeastCpuMillis} to {MostCpuMillis} thousandths";
        }

        if ((node.MemoryBytes != 0 && node.MemoryBytes < LeastBytes) || node.DiskBytes < LeastBytes)
        {
            yield return $"memory and disk are at least {LeastBytes} octets";
        }

        if (node.Command.Count == 0 || node.Command[0].Length == 0)
        {
            yield return "there is no command";
        }

        foreach (string fault in OfTexts(node))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> OfTexts(DeploymentNode node)
    {
        string[] texts =
        [
            node.Root, .. node.Command, .. node.Environment.Keys, .. node.Environment.Values,
            .. node.Files.SelectMany(file => (string[])[file.Source, file.Target]), .. Paths(node.Hipd),
        ];
        if (texts.Length > Texts
            || texts.Any(text => text.Length > TextLength || text.Contains('\0', StringComparison.Ordinal)))
        {
            yield return $"it has over {Texts} texts, or one over {TextLength} characters or with a NUL";
        }

        string[] paths =
            [node.Root, .. node.Files.SelectMany(file => (string[])[file.Source, file.Target]), .. Paths(node.Hipd)];
        foreach (string path in paths.Where(path => !IsWholePath(path)))
        {
            yield return $"'{Short(path)}' is no whole path";
        }

        foreach (string name in node.Environment.Keys.Where(name => !IsVariable(name)))
        {
            yield return $"'{Short(name)}' is no name of a variable";
        }
    }

    private static IEnumerable<string> OfLink(DeploymentPlan plan, DeploymentLink link)
    {
        if (!IsLabel(link.Name, NameLength))
        {
            yield return "the name is no label";
        }

        if (link.Ends.Count < (link.HostAddress is null ? 2 : 1))
        {
            yield return "it has too few ends";
        }

        foreach (DeploymentEnd end in link.Ends)
        {
            if (plan.Nodes.All(node => node.Name != end.Node))
            {
                yield return $"there is no node '{Short(end.Node)}'";
            }

            if (!IsInterface(end.Interface))
            {
                yield return $"'{Short(end.Interface)}' is no name of an interface";
            }

            if (!IsRate(end.SendRate) || !IsRate(end.ReceiveRate))
            {
                yield return $"a rate is 0, or {LeastRate} to {MostRate} bits a second";
            }
        }

        foreach (DeploymentAddress address in link.Ends.SelectMany(end => end.Addresses).Append(link.HostAddress)
            .OfType<DeploymentAddress>().Where(address => !IsAddress(address)))
        {
            yield return $"the prefix of {address} is out of its range";
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names, string what) =>
        names.GroupBy(name => name).Where(same => same.Skip(1).Any())
            .Select(same => $"{what} {Short(same.Key)} stands twice");

    private static string[] Paths(DeploymentHipd? hipd) =>
        hipd is null ? [] : [hipd.Program, hipd.Configuration, hipd.Socket];

    // Commas, colons and backslashes mean something in the options of an overlay.
    private static bool IsWholePath(string path) =>
        path.StartsWith('/') && !path.Split('/').Contains("..") && path.AsSpan().IndexOfAny("\n,:\\") < 0;

    private static bool IsInterface(string text) =>
        text.Length is > 0 and <= InterfaceLength && char.IsAsciiLetterLower(text[0]) && text != "lo"
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    private static bool IsVariable(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static bool IsRate(long rate) => rate is 0 or (>= LeastRate and <= MostRate);

    private static bool IsAddress(DeploymentAddress address) =>
        address.Prefix >= 1
        && address.Prefix <= (address.Address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);

    private static string Short(string text) => text.Length <= NameLength ? text : text[..NameLength] + "...";
}

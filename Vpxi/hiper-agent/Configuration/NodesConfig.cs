namespace HiperNet.Agent.Configuration;

/// <summary>How nodes are made.</summary>
internal sealed class NodesConfig
{
    /// <summary>The IPv4 prefix that nodes have their addresses of; the network routes it to this machine.</summary>
    public string? Underlay { get; set; }

    /// <summary>The folder that is the root of nodes that ask for no image.</summary>
    public string Root
    {
        get;
        set => field = value ?? "/";
    } = "/";

    /// <summary>Folders by the names of images.</summary>
    public Dictionary<string, string> Images
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The folder of hipd, which is copied into every node.</summary>
    public string Hipd
    {
        get;
        set => field = value ?? "/usr/lib/hiper";
    } = "/usr/lib/hiper";

    /// <summary>Whether users reach nodes by ssh, where the root has an sshd.</summary>
    public bool Ssh { get; set; } = true;
}

namespace HiperNet.Agent.Configuration;

/// <summary>
/// The configuration, as agent.yaml spells it. Paths are relative to the file's folder. A key without a value is as if
/// it were not there.
/// </summary>
internal sealed class AgentConfig
{
    /// <summary>Which registrar the resources are offered to.</summary>
    public RegistrarConfig Registrar
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>Whose machine this is.</summary>
    public AccountConfig Account
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>What is offered.</summary>
    public OfferConfig Offer
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>How nodes are made.</summary>
    public NodesConfig Nodes
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>The folder of keys, certificates and journals.</summary>
    public string State
    {
        get;
        set => field = value ?? "/var/lib/hiper/agent";
    } = "/var/lib/hiper/agent";

    /// <summary>The socket that tells the status.</summary>
    public string Socket
    {
        get;
        set => field = value ?? "/run/hiper/agent.sock";
    } = "/run/hiper/agent.sock";

    /// <summary>How often work is asked for though nothing is known to have changed, in seconds, 1 to 300.</summary>
    public int PollSeconds { get; set; } = 60;
}

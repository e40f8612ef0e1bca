namespace HiperNet.Vpxi.Model;

/// <summary>The HIP daemon of a node; all paths are whole, and of the node's root.</summary>
/// <param name="Program">The program.</param>
/// <param name="Configuration">Its configuration.</param>
/// <param name="Socket">Its control socket. The node's command starts when it is there.</param>
public sealed record DeploymentHipd(
    string Program, string Configuration = "/etc/hiper/hipd.yaml", string Socket = "/run/hiper/hipd.sock");

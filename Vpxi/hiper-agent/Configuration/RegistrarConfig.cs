namespace HiperNet.Agent.Configuration;

/// <summary>Which registrar the resources are offered to.</summary>
internal sealed class RegistrarConfig
{
    /// <summary>The addresses of its replicas, such as https://registrar.example:8443.</summary>
    public List<string> Servers
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The file with its public key.</summary>
    public string? Key { get; set; }
}

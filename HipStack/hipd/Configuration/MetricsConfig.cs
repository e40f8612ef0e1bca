namespace HiperNet.Hipd.Configuration;

/// <summary>Metrics for Prometheus.</summary>
internal sealed class MetricsConfig
{
    /// <summary>Address and port, such as 127.0.0.1:9500; none switches them off.</summary>
    public string? Listen { get; set; }
}

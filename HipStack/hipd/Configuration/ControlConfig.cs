namespace HiperNet.Hipd.Configuration;

/// <summary>The control socket.</summary>
internal sealed class ControlConfig
{
    /// <summary>Where it is.</summary>
    public string Socket
    {
        get;
        set => field = value ?? "/run/hiper/hipd.sock";
    } = "/run/hiper/hipd.sock";

    /// <summary>The number of the group that may use it besides root.</summary>
    public uint? Group { get; set; }
}

namespace HiperNet.Agent.Discovery;

/// <summary>What this machine has, and what of it this program may use.</summary>
/// <param name="Cpus">Processors that are online.</param>
/// <param name="CpuMillis">Thousandths of processors that control groups let this program have.</param>
/// <param name="Frequency">Of a processor, in hertz; null if it is not known.</param>
/// <param name="MemoryBytes">Memory that control groups let this program have, in octets.</param>
/// <param name="Architecture">Such as x86_64.</param>
/// <param name="Disks">Its disks.</param>
/// <param name="Networks">Its network devices, without the loopback and those that it made for nodes.</param>
internal sealed record Machine(
    int Cpus,
    long CpuMillis,
    long? Frequency,
    long MemoryBytes,
    string Architecture,
    IReadOnlyList<Disk> Disks,
    IReadOnlyList<NetworkDevice> Networks)
{
    /// <summary>How fast its fastest device is, in bits a second; null if none says.</summary>
    public long? FastestNetwork => Networks.Where(device => device.IsUp).Max(device => device.Bits);
}

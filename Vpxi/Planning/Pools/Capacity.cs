using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>A capacity of a resource.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Device">The name of the device; null for all other kinds.</param>
public readonly record struct Capacity(CapacityKind Kind, string? Device = null)
{
    /// <summary>What it is called in messages and documents: <c>cores</c>, or <c>device gpu</c>.</summary>
    public string Name => Kind == CapacityKind.Device ? $"device {Device}" : Word;

    private string Word => Kind switch
    {
        CapacityKind.Cores => "cores",
        CapacityKind.Memory => "memory",
        CapacityKind.Storage => "storage",
        CapacityKind.Forward => "forward",
        CapacityKind.Reverse => "reverse",
        _ => "device",
    };

    private Dimension Dimension => Kind switch
    {
        CapacityKind.Memory or CapacityKind.Storage => Dimension.Size,
        CapacityKind.Forward or CapacityKind.Reverse => Dimension.Rate,
        _ => Dimension.Number,
    };

    /// <summary>An amount with its unit.</summary>
    public string Spell(long amount) => AmountText.Quantity(amount, Dimension);

    /// <summary>What a request says of it; null if nothing.</summary>
    internal Amount? Of(Element element) => (Kind, element) switch
    {
        (CapacityKind.Cores, Node node) => node.Cores,
        (CapacityKind.Memory, Node node) => node.Memory,
        (CapacityKind.Storage, Node node) => node.Storage,
        (CapacityKind.Forward, Link link) => link.Forward,
        (CapacityKind.Reverse, Link link) => link.Reverse,
        _ => null,
    };

    /// <summary>How much of it a physical element has; 0 if it says nothing.</summary>
    internal long Had(Element element) => Kind == CapacityKind.Device
        ? HadDevices(element, Device)
        : Of(element) is { } amount ? PhysicalAmount.Of(amount) : 0;

    private static int HadDevices(Element element, string? name) =>
        element is Node node ? node.Devices.Count(device => device == name) : 0;
}

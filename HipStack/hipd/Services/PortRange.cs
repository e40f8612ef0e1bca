namespace HiperNet.Hipd.Services;

/// <summary>UDP ports, the last one among them.</summary>
internal readonly record struct PortRange(int First, int Last)
{
    public static PortRange Default { get; } = new(10600, 10649);

    /// <summary>Reads FIRST-LAST or one port, of 1 to 65535.</summary>
    public static bool TryParse(string text, out PortRange range)
    {
        string[] ends = text.Split('-');
        range = default;
        if (ends.Length > 2
            || !ushort.TryParse(ends[0], System.Globalization.CultureInfo.InvariantCulture, out ushort first)
            || !ushort.TryParse(ends[^1], System.Globalization.CultureInfo.InvariantCulture, out ushort last)
            || first == 0
            || last < first)
        {
            return false;
        }

        range = new PortRange(first, last);
        return true;
    }
}

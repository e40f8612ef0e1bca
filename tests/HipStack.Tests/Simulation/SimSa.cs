using HiperNet.HipStack.Association;

namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>A security association of the model data plane.</summary>
internal sealed class SimSa(AssociationKey key, uint spi, string keys)
{
    private readonly HashSet<long> seen = [];

    public AssociationKey Key { get; } = key;

    public uint Spi { get; } = spi;

    /// <summary>The keys, as text.</summary>
    public string Keys { get; } = keys;

    /// <summary>Which way an outbound one sends.</summary>
    public HipStack.Association.Path? Path { get; set; }

    public long Sequence { get; set; }

    /// <summary>False for a sequence number that was here before.</summary>
    public bool Accept(long sequence) => seen.Add(sequence);

    public bool IsFirst => seen.Count == 1;

    public static string Text(SaKeys keys) =>
        $"{keys.Suite} {Convert.ToHexString(keys.Encryption)} {Convert.ToHexString(keys.Authentication)}";
}

using HiperNet.Vpxi.Model;

namespace HiperNet.Agent.Configuration;

/// <summary>What is offered, to whom.</summary>
internal sealed record OfferSettings
{
    /// <summary>The offer's name.</summary>
    public required string Id { get; init; }

    /// <summary>How many equal parts, 1 to 64.</summary>
    public required int Slots { get; init; }

    /// <summary>The share of the processors, above 0 and up to 1.</summary>
    public required double Cores { get; init; }

    /// <summary>The share of the memory, above 0 and up to 1.</summary>
    public required double Memory { get; init; }

    /// <summary>What a node of each slot may write, in octets; 0: not offered.</summary>
    public long Storage { get; init; }

    /// <summary>The bandwidth of each slot, in bits a second; null: that of the fastest network device.</summary>
    public long? Bandwidth { get; init; }

    /// <summary>The community that the machine belongs to; null for none.</summary>
    public string? Community { get; init; }

    /// <summary>Who alone may use it; empty: whoever the registrar lets.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Where it is; null: not said.</summary>
    public string? Location { get; init; }

    /// <summary>What it is fit for.</summary>
    public Confidentiality Confidentiality { get; init; }

    /// <summary>What a core costs for an hour, in thousandths; null: nothing.</summary>
    public long? Price { get; init; }

    /// <summary>When the offer ends, in seconds since 1970-01-01T00:00:00Z; null: it does not.</summary>
    public long? Until { get; init; }

    /// <summary>How long a resource's certificate holds.</summary>
    public required TimeSpan CertificateLife { get; init; }
}

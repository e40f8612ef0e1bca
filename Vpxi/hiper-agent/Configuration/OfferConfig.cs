namespace HiperNet.Agent.Configuration;

/// <summary>What is offered, to whom.</summary>
internal sealed class OfferConfig
{
    /// <summary>The offer's name, a word of VXDL.</summary>
    public string? Id { get; set; }

    /// <summary>How many equal parts the machine is offered in.</summary>
    public int Slots { get; set; } = 1;

    /// <summary>The share of the processors that is offered, above 0 and up to 1.</summary>
    public double Cores { get; set; } = 0.75;

    /// <summary>The share of the memory that nodes may take in all, above 0 and up to 1.</summary>
    public double Memory { get; set; } = 0.75;

    /// <summary>What a node of each slot may write, such as 1 GB; it is kept in memory. Null: not offered.</summary>
    public string? Storage { get; set; }

    /// <summary>The bandwidth of each slot, such as 1 Gbps; null: that of the fastest network device.</summary>
    public string? Bandwidth { get; set; }

    /// <summary>The community that the machine belongs to.</summary>
    public string? Community { get; set; }

    /// <summary>Who alone may use it: keys or names. Empty: whoever the registrar lets.</summary>
    public List<string> Users
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Where it is.</summary>
    public string? Location { get; set; }

    /// <summary>What it is fit for: open, internal, confidential or secret.</summary>
    public string? Confidentiality { get; set; }

    /// <summary>What a core costs for an hour.</summary>
    public decimal? Price { get; set; }

    /// <summary>The first instant at which it is not offered any more, in ISO 8601.</summary>
    public string? Until { get; set; }

    /// <summary>How long a resource's certificate holds, in hours.</summary>
    public double CertificateHours { get; set; } = 24;
}

namespace HiperNet.Registrar.Federation;

/// <summary>The limits of what registrars take from each other.</summary>
public static class FederationLimits
{
    /// <summary>The most peers of a registrar.</summary>
    public const int Peers = 64;

    /// <summary>The most letters of a peer's name.</summary>
    public const int PeerName = 32;

    /// <summary>The most offers that are kept of a peer.</summary>
    public const int Offers = 1000;

    /// <summary>The most offers of a page of changes.</summary>
    public const int PageOffers = 16;

    /// <summary>The most octets of an offer with its certificates.</summary>
    public const int OfferOctets = 1 << 20;

    /// <summary>The most pages that are asked for in a round.</summary>
    public const int PagesOfRound = 64;

    /// <summary>The most nodes of a transfer.</summary>
    public const int Nodes = 1000;

    /// <summary>The most octets of what a registrar tells of a transfer.</summary>
    public const int StateOctets = 1 << 20;

    /// <summary>The fewest letters of a transfer's name.</summary>
    public const int LeastId = 16;

    /// <summary>How far back a transfer may start, in seconds: clocks are apart.</summary>
    public const long Skew = 300;

    /// <summary>After how many seconds without an answer nothing of a peer is planned with.</summary>
    public const long SilentSeconds = 600;

    /// <summary>How long a request to a peer may take.</summary>
    public static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(10);

    /// <summary>How often peers are asked what is new.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
}

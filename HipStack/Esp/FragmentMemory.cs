namespace HiperNet.HipStack.Esp;

/// <summary>The datagrams whose first fragment passed the filter, in one direction.</summary>
internal sealed class FragmentMemory
{
    /// <summary>The most datagrams remembered.</summary>
    public const int MaxDatagrams = 256;

    /// <summary>How long a datagram may take (RFC 8200 section 4.5).</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private const int NextHeaderShift = 32;
    private const int FamilyShift = 40;

    private readonly BoundedMemory datagrams = new(MaxDatagrams, Idle);

    /// <summary>The key of a fragment: identification and what it begins with (RFC 8200 section 4.5).</summary>
    public static ulong KeyOf(FragmentHeader fragment) =>
        ((ulong)fragment.NextHeader << NextHeaderShift) | fragment.Identification;

    /// <summary>Remembers that a first fragment passed.</summary>
    public void Note(FragmentHeader fragment, InnerFamily family, TimeSpan now) =>
        datagrams.Set(KeyOf(fragment) | ((ulong)family << FamilyShift), 1, now);

    /// <summary>Whether the first fragment of the datagram passed.</summary>
    public bool Knows(FragmentHeader fragment, InnerFamily family, TimeSpan now) =>
        datagrams.TryGet(KeyOf(fragment) | ((ulong)family << FamilyShift), now, out _);
}

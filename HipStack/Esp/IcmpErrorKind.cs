namespace HiperNet.HipStack.Esp;

/// <summary>The errors that this host tells its own applications.</summary>
public enum IcmpErrorKind : byte
{
    /// <summary>There is no way to the destination.</summary>
    NoRoute,

    /// <summary>The peer's rights do not cover the packet.</summary>
    AdministrativelyProhibited,

    /// <summary>The peer was not reached.</summary>
    AddressUnreachable,

    /// <summary>The packet does not fit the path.</summary>
    PacketTooBig,
}

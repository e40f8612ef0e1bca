using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>
/// What UDP and raw sockets of the kernel have in common: batches by recvmmsg(2) and sendmmsg(2).
/// </summary>
public abstract unsafe class KernelSocket : IDatagramSocket
{
    // How long a sender waits for room before it gives the rest of its batch up.
    private const int RoomMilliseconds = 20;

    // One datagram may meet the error that an earlier one left behind.
    private const int SendAttempts = 3;

    private readonly SocketWaiter waiter = new();

    /// <summary>Opens and binds a socket.</summary>
    /// <exception cref="TransportException">The kernel refuses.</exception>
    private protected KernelSocket(
        UnderlayProtocol protocol, int type, UnderlayAddress address, UnderlaySocketOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(address.IsNone, true, nameof(address));
        Protocol = protocol;
        IsIPv6 = address.IsIPv6;
        string what = $"open a {protocol} socket at {address}";
        Descriptor = TransportLibc.socket(
            IsIPv6 ? TransportLibc.AF_INET6 : TransportLibc.AF_INET,
            type | TransportLibc.SOCK_NONBLOCK | TransportLibc.SOCK_CLOEXEC,
            type == TransportLibc.SOCK_RAW ? (int)protocol : 0);
        try
        {
            if (Descriptor.IsInvalid)
            {
                throw TransportError.Last(what);
            }

            Configure(options, what);
            Bound = Bind(address, what);
        }
        catch (TransportException)
        {
            Descriptor.Dispose();
            waiter.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public UnderlayProtocol Protocol { get; }

    /// <inheritdoc/>
    public bool IsIPv6 { get; }

    /// <inheritdoc/>
    public UnderlayAddress Bound { get; }

    /// <inheritdoc/>
    public SocketCounters Counters { get; } = new();

    internal SocketDescriptor Descriptor { get; }

    private bool HasPort => Protocol == UnderlayProtocol.Udp;

    /// <inheritdoc/>
    public int Receive(DatagramBatch batch, int timeoutMilliseconds)
    {
        batch.Clear();
        Span<PollEntry> entries = stackalloc PollEntry[2];
        entries[1] = new PollEntry { Descriptor = Descriptor.Number, Wanted = TransportLibc.POLLIN };
        return waiter.Wait(entries, timeoutMilliseconds) ? ReceiveNow(batch) : 0;
    }

    /// <inheritdoc/>
    public int Send(DatagramBatch batch)
    {
        int sent = 0;
        long octets = 0;
        int from = 0;
        while (from < batch.Count)
        {
            int run = PrepareRun(batch, from);
            int taken = run == 0 ? 0 : SendRun(batch, from, run);
            for (int slot = from; slot < from + taken; slot++)
            {
                batch.SetFault(slot, DatagramFault.None);
                octets += batch[slot].Length;
            }

            sent += taken;
            from += taken;
            if (taken < run || run == 0)
            {
                // The one in front was refused, and has its fault; what follows goes on without it.
                from++;
            }
        }

        Counters.CountSent(sent, octets);
        return sent;
    }

    /// <inheritdoc/>
    public void Wake() => waiter.Wake();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Receives what waits, without waiting.</summary>
    internal int ReceiveNow(DatagramBatch batch)
    {
        batch.Clear();
        MessageTable table = batch.Messages;
        table.PrepareToReceive();
        int taken = TransportLibc.recvmmsg(
            Descriptor, table.Headers, (uint)batch.Slots, TransportLibc.MSG_DONTWAIT, null);
        if (taken < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error is not (TransportLibc.EAGAIN or TransportLibc.EINTR))
            {
                // What an earlier datagram met on its way. The kernel forgets it with this call.
                Counters.CountReceiveFailure(error);
            }

            return 0;
        }

        long octets = 0;
        for (int slot = 0; slot < taken; slot++)
        {
            Accept(batch, table, slot);
        }

        for (int slot = 0; slot < batch.Count; slot++)
        {
            octets += batch[slot].Length;
        }

        Counters.CountReceived(batch.Count, octets);
        return batch.Count;
    }

    /// <summary>
    /// How many octets of an IP header stand before the datagram; -1 if that cannot be told.
    /// </summary>
    private protected abstract int HeaderLength(ReadOnlySpan<byte> received);

    /// <summary>Closes the descriptors.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Descriptor.Dispose();
            waiter.Dispose();
        }
    }

    private void Accept(DatagramBatch batch, MessageTable table, int slot)
    {
        MessageHeader* header = table.Headers + slot;
        if ((header->Flags & TransportLibc.MSG_TRUNC) != 0)
        {
            Counters.CountTruncated();
            return;
        }

        int length = (int)header->Length;
        int skip = HeaderLength(new ReadOnlySpan<byte>(batch.RoomPointer(slot), length));
        UnderlayAddress remote = table.Sender(slot, HasPort);
        if (skip < 0 || skip > length || remote.IsNone || remote.IsIPv6 != IsIPv6)
        {
            Counters.CountMalformed();
            return;
        }

        batch.AddReceived(slot, skip, length - skip, remote, table.Receiver(slot, Bound.Port));
    }

    /// <summary>Prepares the datagrams from a slot on, up to one that this socket cannot send.</summary>
    private int PrepareRun(DatagramBatch batch, int from)
    {
        for (int slot = from; slot < batch.Count; slot++)
        {
            if (!IsSendable(batch.Remote(slot), batch.Local(slot)))
            {
                if (slot == from)
                {
                    batch.SetFault(slot, DatagramFault.WrongFamily);
                    Counters.CountSendFailure(TransportLibc.EAFNOSUPPORT);
                }

                return slot - from;
            }

            batch.Messages.PrepareToSend(slot, HasPort);
        }

        return batch.Count - from;
    }

    /// <summary>The kernel would take 0.0.0.0 and :: as this host itself.</summary>
    private bool IsSendable(UnderlayAddress remote, UnderlayAddress local) =>
        !remote.IsUnspecified
        && remote.IsIPv6 == IsIPv6
        && (remote.Port != 0 || !HasPort)
        && (local.IsNone || local.IsIPv6 == IsIPv6);

    /// <summary>
    /// Sends a run until the kernel refuses one of its datagrams, whose fault is then set and counted.
    /// </summary>
    /// <returns>How many were sent.</returns>
    private int SendRun(DatagramBatch batch, int from, int run)
    {
        int sent = 0;
        int attempts = 0;
        while (sent < run)
        {
            int taken = TransportLibc.sendmmsg(
                Descriptor,
                batch.Messages.Headers + from + sent,
                (uint)(run - sent),
                TransportLibc.MSG_DONTWAIT | TransportLibc.MSG_NOSIGNAL);
            if (taken > 0)
            {
                sent += taken;
                attempts = 0;
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (++attempts < SendAttempts && IsWorthAnotherTry(error))
            {
                continue;
            }

            int slot = from + sent;
            batch.SetFault(slot, TransportError.FaultOf(error, !batch.Local(slot).IsUnspecified));
            Counters.CountSendFailure(error);
            break;
        }

        return sent;
    }

    private bool IsWorthAnotherTry(int error)
    {
        if (error is TransportLibc.EAGAIN)
        {
            PollEntry entry = new() { Descriptor = Descriptor.Number, Wanted = TransportLibc.POLLOUT };
            return TransportLibc.poll(&entry, 1, RoomMilliseconds) > 0;
        }

        return error is TransportLibc.EINTR or TransportLibc.ECONNREFUSED;
    }

    private void Configure(UnderlaySocketOptions options, string what)
    {
        SetBuffer(TransportLibc.SO_RCVBUFFORCE, TransportLibc.SO_RCVBUF, options.ReceiveBuffer);
        SetBuffer(TransportLibc.SO_SNDBUFFORCE, TransportLibc.SO_SNDBUF, options.SendBuffer);
        int fragments = (int)options.Fragments;
        bool isSet = IsIPv6
            ? (!HasPort || Set(TransportLibc.IPPROTO_IPV6, TransportLibc.IPV6_V6ONLY, 1))
                && Set(TransportLibc.IPPROTO_IPV6, TransportLibc.IPV6_RECVPKTINFO, 1)
                && Set(TransportLibc.IPPROTO_IPV6, TransportLibc.IPV6_MTU_DISCOVER, fragments)
            : Set(TransportLibc.IPPROTO_IP, TransportLibc.IP_PKTINFO, 1)
                && Set(TransportLibc.IPPROTO_IP, TransportLibc.IP_MTU_DISCOVER, fragments);
        if (!isSet)
        {
            throw TransportError.Last(what);
        }
    }

    private void SetBuffer(int force, int request, int octets)
    {
        if (!Set(TransportLibc.SOL_SOCKET, force, octets))
        {
            // Without CAP_NET_ADMIN the kernel's own limit holds.
            Set(TransportLibc.SOL_SOCKET, request, octets);
        }
    }

    private bool Set(int level, int name, int value) =>
        TransportLibc.setsockopt(Descriptor, level, name, &value, sizeof(int)) == 0;

    private UnderlayAddress Bind(UnderlayAddress address, string what)
    {
        Span<byte> octets = stackalloc byte[SocketAddress.Room];
        uint length = (uint)SocketAddress.Write(octets, HasPort ? address : address.WithPort(0));
        fixed (byte* pointer = octets)
        {
            if (TransportLibc.bind(Descriptor, pointer, length) < 0
                || TransportLibc.getsockname(Descriptor, pointer, &length) < 0)
            {
                throw TransportError.Last(what);
            }
        }

        return SocketAddress.Read(octets[..(int)Math.Min(length, SocketAddress.Room)], HasPort);
    }
}

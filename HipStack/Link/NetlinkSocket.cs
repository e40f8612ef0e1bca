using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Link;

/// <summary>A conversation with rtnetlink(7), or a subscription to its events.</summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    private const int NETLINK_ROUTE = 0;
    private const int AddressLength = 12;
    private const int GroupsAt = 8;
    private const int AnswerMilliseconds = 5000;
    private const int Attempts = 5;

    // The kernel packs a dump into at most 32 KiB at once.
    private const int BufferLength = 64 << 10;

    private readonly Lock guard = new();
    private readonly byte[] buffer = new byte[BufferLength];
    private uint sequence;

    public NetlinkSocket(uint groups = 0)
    {
        Descriptor = LinkLibc.socket(
            LinkLibc.AF_NETLINK,
            LinkLibc.SOCK_RAW | LinkLibc.SOCK_CLOEXEC | LinkLibc.SOCK_NONBLOCK,
            NETLINK_ROUTE);
        if (Descriptor.IsInvalid)
        {
            throw LinkError.Last("open a netlink socket");
        }

        Span<byte> address = stackalloc byte[AddressLength];
        address.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(address, LinkLibc.AF_NETLINK);
        BinaryPrimitives.WriteUInt32LittleEndian(address[GroupsAt..], groups);
        fixed (byte* pointer = address)
        {
            if (LinkLibc.bind(Descriptor, pointer, AddressLength) < 0)
            {
                LinkException failure = LinkError.Last("bind a netlink socket");
                Descriptor.Dispose();
                throw failure;
            }
        }
    }

    public FileDescriptor Descriptor { get; }

    /// <summary>Asks, and waits for the whole answer.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="answers">The messages of the answer.</param>
    /// <returns>The kernel's number; 0 is success.</returns>
    public int Ask(NetlinkRequest request, out IReadOnlyList<NetlinkMessage> answers)
    {
        lock (guard)
        {
            int error = 0;
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                List<NetlinkMessage> taken = [];
                answers = taken;
                error = Send(request.ToArray(++sequence));
                error = error != 0 ? error : Collect(taken);
                if (error is not (LinkLibc.EINTR or LinkLibc.EAGAIN or LinkLibc.ENOBUFS))
                {
                    return error;
                }
            }

            answers = [];
            return error;
        }
    }

    /// <summary>Asks what has one answer, or none but a number.</summary>
    public int AskOne(NetlinkRequest request, out NetlinkMessage? answer)
    {
        int error = Ask(request.WithAcknowledge(), out IReadOnlyList<NetlinkMessage> answers);
        answer = error == 0 && answers.Count > 0 ? answers[0] : null;
        return error;
    }

    /// <summary>Throws away the events that wait.</summary>
    public void Drain()
    {
        lock (guard)
        {
            // An overflow (ENOBUFS) is an event like any other: the list is taken anew in any case.
            for (int left = Attempts * 1000; left > 0; left--)
            {
                if (Receive() < 0 && Marshal.GetLastPInvokeError() is LinkLibc.EAGAIN)
                {
                    return;
                }
            }
        }
    }

    public void Dispose() => Descriptor.Dispose();

    private int Send(ReadOnlySpan<byte> message)
    {
        fixed (byte* pointer = message)
        {
            return LinkLibc.send(Descriptor, pointer, (nuint)message.Length, 0) < 0
                ? Marshal.GetLastPInvokeError()
                : 0;
        }
    }

    private nint Receive()
    {
        fixed (byte* pointer = buffer)
        {
            return LinkLibc.recv(Descriptor, pointer, BufferLength, 0);
        }
    }

    /// <summary>Receives until the answer is whole. EINTR says that it changed while it was given.</summary>
    private int Collect(List<NetlinkMessage> answers)
    {
        bool isInterrupted = false;
        while (true)
        {
            PollEntry entry = new() { Descriptor = Descriptor.Number, Wanted = LinkLibc.POLLIN };
            nint length = LinkLibc.poll(&entry, 1, AnswerMilliseconds) > 0 ? Receive() : -1;
            if (length < 0)
            {
                return Marshal.GetLastPInvokeError() is var error and not 0 ? error : LinkLibc.EAGAIN;
            }

            if (Read(buffer.AsSpan(0, (int)length), answers, ref isInterrupted) is { } result)
            {
                return result == 0 && isInterrupted ? LinkLibc.EINTR : result;
            }
        }
    }

    /// <summary>Reads the messages of one datagram; null if more are to come.</summary>
    private int? Read(ReadOnlySpan<byte> datagram, List<NetlinkMessage> answers, ref bool isInterrupted)
    {
        while (datagram.Length >= NetlinkRequest.HeaderLength)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(datagram);
            ushort type = BinaryPrimitives.ReadUInt16LittleEndian(datagram[4..]);
            ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(datagram[6..]);
            if (length < NetlinkRequest.HeaderLength || length > datagram.Length)
            {
                return LinkLibc.EINVAL;
            }

            // An answer to an earlier request that was given up is passed over.
            if (BinaryPrimitives.ReadUInt32LittleEndian(datagram[8..]) == sequence)
            {
                ReadOnlySpan<byte> body = datagram[NetlinkRequest.HeaderLength..length];
                isInterrupted |= (flags & Rtnetlink.Interrupted) != 0;
                if (type is Rtnetlink.Error or Rtnetlink.Done)
                {
                    return body.Length < sizeof(int) ? 0 : -BinaryPrimitives.ReadInt32LittleEndian(body);
                }

                answers.Add(new NetlinkMessage(type, body.ToArray()));
            }

            datagram = datagram[Math.Min(datagram.Length, (length + 3) & ~3)..];
        }

        return null;
    }
}

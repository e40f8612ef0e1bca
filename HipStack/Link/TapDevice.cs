using System.Runtime.InteropServices;
using System.Text;

namespace HiperNet.HipStack.Link;

/// <summary>
/// A TAP device of the kernel. It exists as long as this object: the kernel removes it with the last
/// descriptor.
/// </summary>
public sealed unsafe class TapDevice : ITapDevice
{
    /// <summary>The longest name of an interface, in octets.</summary>
    public const int MaxName = InterfaceName.MaxLength;

    // linux/if_tun.h and linux/sockios.h.
    private const nuint TUNSETIFF = 0x400454CA;
    private const nuint SIOCGIFMTU = 0x8921;
    private const nuint SIOCSIFHWADDR = 0x8924;
    private const nuint SIOCGIFHWADDR = 0x8927;
    private const short IFF_TAP = 0x0002;
    private const short IFF_NO_PI = 0x1000;
    private const ushort ARPHRD_ETHER = 1;

    // struct ifreq: a name of 16 octets, then a union of 24.
    private const int RequestLength = 40;
    private const int NameRoom = 16;

    private readonly FileDescriptor device;
    private readonly FileDescriptor control;
    private readonly LinkWaiter waiter;
    private int lastMtu = 1500;
    private volatile bool isGone;

    private TapDevice(FileDescriptor device, FileDescriptor control, string name)
    {
        this.device = device;
        this.control = control;
        waiter = new LinkWaiter();
        Name = name;
        MacAddress = ReadMac();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public MacAddress MacAddress { get; private set; }

    /// <inheritdoc/>
    public bool IsGone => isGone;

    /// <inheritdoc/>
    public TapCounters Counters { get; } = new();

    /// <inheritdoc/>
    public int Mtu
    {
        get
        {
            Span<byte> request = stackalloc byte[RequestLength];
            WriteName(request, Name);
            fixed (byte* pointer = request)
            {
                if (LinkLibc.ioctl(control, SIOCGIFMTU, pointer) == 0)
                {
                    lastMtu = MemoryMarshal.Read<int>(request[NameRoom..]);
                }
            }

            return lastMtu;
        }
    }

    /// <summary>Creates the device; the caller takes it up by <see cref="InterfaceSetup"/>.</summary>
    /// <param name="name">Its name, 1 to <see cref="MaxName"/> letters, digits and some signs; a <c>%d</c> in
    /// it becomes the first free number.</param>
    /// <param name="address">The hardware address of the host's side; null lets the kernel choose.</param>
    /// <exception cref="LinkException">The name is none, the device is in use, or the kernel
    /// refuses.</exception>
    public static TapDevice Open(string name, MacAddress? address = null)
    {
        InterfaceName.Check(name);

        FileDescriptor opened = LinkLibc.open(
            "/dev/net/tun", LinkLibc.O_RDWR | LinkLibc.O_NONBLOCK | LinkLibc.O_CLOEXEC);
        if (opened.IsInvalid)
        {
            throw LinkError.Last("open /dev/net/tun");
        }

        FileDescriptor? settings = null;
        try
        {
            string actual = Attach(opened, name);
            settings = LinkLibc.socket(LinkLibc.AF_INET, LinkLibc.SOCK_DGRAM | LinkLibc.SOCK_CLOEXEC, 0);
            if (settings.IsInvalid)
            {
                throw LinkError.Last("open a socket for settings");
            }

            TapDevice tap = new(opened, settings, actual);
            if (address is { } wanted)
            {
                tap.SetMac(wanted);
            }

            return tap;
        }
        catch (LinkException)
        {
            settings?.Dispose();
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(FrameBatch batch, int timeoutMilliseconds)
    {
        batch.Clear();
        if (isGone)
        {
            // The descriptor would be ready for ever; only being woken is worth waiting for.
            waiter.Wait(null, timeoutMilliseconds);
            return 0;
        }

        short happened = waiter.Wait(device, timeoutMilliseconds);
        if ((happened & LinkLibc.POLLIN) == 0)
        {
            isGone |= (happened & ~LinkLibc.POLLIN) != 0;
            return 0;
        }

        // Frames that are too long fill no slot, so the slots alone would be no bound.
        for (int left = 2 * batch.Slots; left > 0 && !batch.IsFull && ReadOne(batch); left--)
        {
        }

        Counters.Read(batch.Count);
        return batch.Count;
    }

    /// <inheritdoc/>
    public int Write(FrameBatch batch)
    {
        int written = 0;
        for (int slot = 0; slot < batch.Count; slot++)
        {
            nint taken;
            do
            {
                taken = LinkLibc.write(device, batch.Pointer(slot), (nuint)batch[slot].Length);
            }
            while (taken < 0 && Marshal.GetLastPInvokeError() == LinkLibc.EINTR);

            if (taken >= 0)
            {
                written++;
            }
            else
            {
                int error = Marshal.GetLastPInvokeError();
                Counters.WriteFailed(error);
                isGone |= error is LinkLibc.EBADFD;
            }
        }

        Counters.Written(written);
        return written;
    }

    /// <inheritdoc/>
    public void Wake() => waiter.Wake();

    /// <inheritdoc/>
    public void Dispose()
    {
        device.Dispose();
        control.Dispose();
        waiter.Dispose();
    }

    private static string Attach(FileDescriptor device, string name)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        WriteName(request, name);
        const short flags = IFF_TAP | IFF_NO_PI;
        MemoryMarshal.Write(request[NameRoom..], flags);
        fixed (byte* pointer = request)
        {
            if (LinkLibc.ioctl(device, TUNSETIFF, pointer) < 0)
            {
                throw LinkError.Last($"create the TAP device {name}");
            }
        }

        ReadOnlySpan<byte> written = request[..NameRoom];
        return Encoding.ASCII.GetString(written[..written.IndexOf((byte)0)]);
    }

    private static void WriteName(Span<byte> request, string name)
    {
        request.Clear();
        Encoding.ASCII.GetBytes(name, request[..MaxName]);
    }

    /// <summary>Reads one frame; false if none waits, or none will.</summary>
    private bool ReadOne(FrameBatch batch)
    {
        // One octet more than a frame may have: a read of that length means that the kernel cut the frame
        // off.
        nint length = LinkLibc.read(device, batch.NextPointer, (nuint)batch.MaxFrame + 1);
        if (length > batch.MaxFrame)
        {
            Counters.LostTooLong();
            return true;
        }

        if (length > 0)
        {
            batch.Add((int)length);
            return true;
        }

        int error = length == 0 ? LinkLibc.EAGAIN : Marshal.GetLastPInvokeError();
        if (error is LinkLibc.EAGAIN or LinkLibc.EINTR)
        {
            return error is LinkLibc.EINTR;
        }

        Counters.ReadFailed(error);
        isGone |= error is LinkLibc.EBADFD;
        return false;
    }

    private MacAddress ReadMac()
    {
        Span<byte> request = stackalloc byte[RequestLength];
        WriteName(request, Name);
        fixed (byte* pointer = request)
        {
            if (LinkLibc.ioctl(control, SIOCGIFHWADDR, pointer) < 0)
            {
                throw LinkError.Last($"read the hardware address of {Name}");
            }
        }

        return MacAddress.Read(request[(NameRoom + sizeof(ushort))..]);
    }

    private void SetMac(MacAddress address)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        WriteName(request, Name);
        MemoryMarshal.Write(request[NameRoom..], ARPHRD_ETHER);
        address.WriteTo(request[(NameRoom + sizeof(ushort))..]);
        fixed (byte* pointer = request)
        {
            if (LinkLibc.ioctl(control, SIOCSIFHWADDR, pointer) < 0)
            {
                throw LinkError.Last($"set the hardware address of {Name} to {address}");
            }
        }

        MacAddress = address;
    }
}

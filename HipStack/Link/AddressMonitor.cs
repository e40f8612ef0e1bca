using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HiperNet.HipStack.Link;

/// <summary>
/// The addresses of the host by rtnetlink: its events say when to look, a dump says what is there.
/// </summary>
public sealed class AddressMonitor : IAddressMonitor
{
    private const uint Groups = Rtnetlink.LinkGroup | Rtnetlink.Address4Group | Rtnetlink.Address6Group;

    // How long until a dump that the kernel refused is tried again.
    private const int RetryMilliseconds = 1000;

    private readonly NetlinkSocket events;
    private readonly NetlinkSocket questions;
    private readonly LinkWaiter waiter;
    private readonly AddressDump dump;
    private bool isStale;

    /// <summary>Starts to listen, and takes the first list.</summary>
    /// <param name="excludedInterface">The interface whose addresses are no locators: our own TAP
    /// device.</param>
    /// <param name="includeLinkLocal">Whether link-local IPv6 addresses are listed.</param>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public AddressMonitor(string excludedInterface, bool includeLinkLocal = false)
    {
        events = new NetlinkSocket(Groups);
        questions = new NetlinkSocket();
        waiter = new LinkWaiter();
        dump = new AddressDump(questions, excludedInterface, includeLinkLocal);
        int error = dump.TryTake(out IReadOnlyList<LocalAddress> first);
        if (error != 0)
        {
            Dispose();
            throw LinkError.Of("list the host's addresses", error);
        }

        Current = first;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LocalAddress> Current { get; private set; }

    /// <inheritdoc/>
    public bool WaitForChange(int timeoutMilliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            int left = timeoutMilliseconds < 0
                ? -1
                : Math.Max(0, timeoutMilliseconds - (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            int patience = isStale && (uint)left > RetryMilliseconds ? RetryMilliseconds : left;
            bool happened = waiter.Wait(events.Descriptor, patience) != 0;
            if (!happened && !isStale)
            {
                return false;
            }

            events.Drain();
            if (Refresh())
            {
                return true;
            }

            if (!happened)
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public IPAddress? FindSource(IPAddress destination)
    {
        byte[] octets = destination.GetAddressBytes();
        bool is4 = destination.AddressFamily == AddressFamily.InterNetwork;
        byte[] body = new byte[RtnetlinkBody.Route];
        body[0] = (byte)(is4 ? LinkLibc.AF_INET : LinkLibc.AF_INET6);
        body[1] = (byte)(octets.Length * 8);
        NetlinkRequest request = new NetlinkRequest(Rtnetlink.GetRoute, 0, body)
            .Add(Rtnetlink.RouteDestination, octets);
        if (!is4 && destination.ScopeId != 0)
        {
            request.Add(Rtnetlink.RouteInterface, NetlinkRequest.Number((uint)destination.ScopeId));
        }

        if (questions.AskOne(request, out NetlinkMessage? route) != 0
            || route is not { Type: Rtnetlink.NewRoute, Body.Length: >= RtnetlinkBody.Route }
            || route.Body[7] is not (Rtnetlink.Unicast or Rtnetlink.Local))
        {
            return null;
        }

        ReadOnlySpan<byte> source = route.Attribute(RtnetlinkBody.Route, Rtnetlink.RoutePreferredSource);
        return source.Length == octets.Length ? AddressDump.WithScope(source, route.Number(
            RtnetlinkBody.Route, Rtnetlink.RouteInterface) ?? 0) : null;
    }

    /// <inheritdoc/>
    public void Wake() => waiter.Wake();

    /// <inheritdoc/>
    public void Dispose()
    {
        events.Dispose();
        questions.Dispose();
        waiter.Dispose();
    }

    private bool Refresh()
    {
        isStale = dump.TryTake(out IReadOnlyList<LocalAddress> now) != 0;
        if (isStale || now.SequenceEqual(Current))
        {
            return false;
        }

        Current = now;
        return true;
    }
}

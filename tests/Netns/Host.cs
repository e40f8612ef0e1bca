using System.Net;
using HiperNet.HipStack.Link;
using HiperNet.Testing;

namespace HiperNet.Netns.Tests;

/// <summary>A namespace with a TAP device that has a HIT and an LSI, and our code behind it.</summary>
internal sealed class Host : IDisposable
{
    public const string Hit = "2001:21:1::1";
    public const string PeerHit = "2001:21:2::2";
    public const string Lsi = "1.0.0.1";
    public const string PeerLsi = "1.2.3.4";

    private static readonly MacAddress Peers = new(0x0200_0000_0002);

    public Host()
    {
        (Tap, Setup) = Namespace.Inside(() =>
        {
            TapDevice tap = TapDevice.Open("hip0");
            InterfaceSetup setup = new();
            HasNoAutoconfiguration = InterfaceSetup.DisableAutoconfiguration(tap.Name);
            setup.SetMtu(tap.Name, 1400);
            setup.SetUp(tap.Name);
            setup.AddAddress(tap.Name, IPAddress.Parse(Hit), 128);
            setup.AddAddress(tap.Name, IPAddress.Parse(Lsi), 32);
            setup.AddRoute(tap.Name, IPNetwork.Parse("2001:20::/28"), IPAddress.Parse(Hit));
            setup.AddRoute(tap.Name, IPNetwork.Parse("1.0.0.0/8"), IPAddress.Parse(Lsi));
            return (tap, setup);
        });
    }

    public NetworkNamespace Namespace { get; } = new();

    public TapDevice Tap { get; }

    public InterfaceSetup Setup { get; }

    public bool HasNoAutoconfiguration { get; private set; }

    public FrameTally Tally { get; } = new();

    public NeighbourResponder Responder { get; } =
        new(Peers, IPAddress.Parse(Hit), IPAddress.Parse(Lsi));

    /// <summary>Answers neighbour questions, and every echo request as the peer would.</summary>
    public void Serve(int timeoutMilliseconds)
    {
        FrameBatch read = new();
        FrameBatch answers = new();
        Tap.Read(read, timeoutMilliseconds);
        for (int slot = 0; slot < read.Count; slot++)
        {
            FrameVerdict verdict = Responder.Look(read[slot], answers.Next, out int length);
            Tally.Count(verdict);
            if (verdict == FrameVerdict.Answered)
            {
                answers.Add(length);
            }
            else if (Echo.TryAnswer(read[slot], answers.Next, out length))
            {
                answers.Add(length);
            }
        }

        Tap.Write(answers);
    }

    public void Dispose()
    {
        Tap.Dispose();
        Setup.Dispose();
        Namespace.Dispose();
    }
}

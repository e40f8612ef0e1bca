using HiperNet.HipStack.Association;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using HiperNet.Hipd.Services;

namespace HiperNet.Hipd;

/// <summary>What the control socket's answers are made of.</summary>
internal sealed record DaemonParts(
    Settings Settings,
    DaemonClock Clock,
    HipLoop Loop,
    HipEngine Engine,
    EffectHandler Effects,
    Associations Associations,
    Connector Connector,
    PeerPolicy Policy,
    HostBook Hosts,
    HostTable Told,
    AddressBook Addresses,
    EventHub Events,
    CaptureHub Captures,
    ServiceDesk Services,
    TapInterface Tap,
    AddressWatcher Watcher,
    DropView Drops,
    Action End);

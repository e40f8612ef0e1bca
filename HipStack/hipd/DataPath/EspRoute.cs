using HiperNet.HipStack.Transport;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd.DataPath;

/// <summary>Which way ESP packets of an association go, ready for the data path.</summary>
internal sealed class EspRoute
{
    public EspRoute(Path path, IDatagramSocket socket)
    {
        Path = path;
        Socket = socket;
        Remote = UnderlayAddress.From(path.Remote);
        Local = UnderlayAddress.From(path.Local.Address);
    }

    public Path Path { get; }

    public IDatagramSocket Socket { get; }

    public UnderlayAddress Remote { get; }

    public UnderlayAddress Local { get; }
}

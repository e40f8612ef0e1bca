using HiperNet.HipStack.Transport;

namespace HiperNet.Hipd.DataPath;

/// <summary>ESP packets on their way out, a batch for each socket. It belongs to one thread.</summary>
internal sealed class OutgoingBatches
{
    private readonly List<(IDatagramSocket Socket, DatagramBatch Batch)> batches = [];

    public void Add(EspRoute route, ReadOnlySpan<byte> packet)
    {
        DatagramBatch batch = For(route.Socket);
        if (batch.IsFull)
        {
            route.Socket.Send(batch);
            batch.Clear();
        }

        batch.TryAdd(packet, route.Remote, route.Local);
    }

    /// <summary>Sends what there is.</summary>
    public void Flush()
    {
        foreach ((IDatagramSocket socket, DatagramBatch batch) in batches)
        {
            if (batch.Count > 0)
            {
                socket.Send(batch);
                batch.Clear();
            }
        }
    }

    private DatagramBatch For(IDatagramSocket socket)
    {
        foreach ((IDatagramSocket known, DatagramBatch batch) in batches)
        {
            if (ReferenceEquals(known, socket))
            {
                return batch;
            }
        }

        DatagramBatch added = new(DatagramBatch.DefaultSlots, DataLimits.MaxDatagram);
        batches.Add((socket, added));
        return added;
    }
}

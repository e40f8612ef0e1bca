using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace HiperNet.Registrar.Server.Http;

/// <summary>
/// How many connections an address may have at once. The next one is closed before its TLS costs anything, so that one
/// address cannot take the places of all others by doing nothing.
/// </summary>
/// <param name="most">How many.</param>
internal sealed class ConnectionLimits(int most)
{
    private readonly ConcurrentDictionary<IPAddress, int> counts = new();

    /// <summary>Serves a connection if its address has not too many.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        IPAddress address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        int count = counts.AddOrUpdate(address, 1, (_, before) => before + 1);
        try
        {
            if (count <= most)
            {
                await next(connection);
            }
            else
            {
                connection.Abort(new ConnectionAbortedException("too many connections of this address"));
            }
        }
        finally
        {
            Leave(address);
        }
    }

    /// <summary>An address without connections is forgotten.</summary>
    private void Leave(IPAddress address)
    {
        int left = counts.AddOrUpdate(address, 0, (_, before) => before - 1);
        if (left == 0)
        {
            counts.TryRemove(KeyValuePair.Create(address, 0));
        }
    }
}

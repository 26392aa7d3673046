using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>The open connections, so that they can all be cut at once.</summary>
internal sealed class Connections
{
    private readonly ConcurrentDictionary<ConnectionContext, bool> _open = new();
    private volatile bool _aborted;

    public void Watch(IConnectionBuilder builder) => builder.Use(next => async connection =>
    {
        _open[connection] = true;
        try
        {
            if (_aborted)
                connection.Abort();
            else
                await next(connection);
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    });

    public void Abort()
    {
        _aborted = true;
        foreach (var connection in _open.Keys)
            connection.Abort();
    }
}

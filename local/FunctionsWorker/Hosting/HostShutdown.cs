namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Tells every running invocation that the host stops.</summary>
internal sealed class HostShutdown : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken Token => _stopping.Token;

    public Task BeginAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();
}

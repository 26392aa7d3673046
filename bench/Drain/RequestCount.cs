using System.Diagnostics.Metrics;

namespace FailureFunctions.Bench.Drain;

/// <summary>Counts the HTTP requests of this process, from now on: here, the requests to the tables.</summary>
internal sealed class RequestCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public RequestCount()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _count));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}

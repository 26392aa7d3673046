using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FailureFunctions.Bench.Load.Measuring;

/// <param name="Since">When it was due in an open loop, or sent in a closed one, from the start of the round.</param>
/// <param name="Took">From then to the end of the answer.</param>
/// <param name="Status">0: no answer.</param>
internal readonly record struct Sample(TimeSpan Since, TimeSpan Took, int Status)
{
    public bool IsAccepted => Status is 200 or 202;
}

/// <param name="Samples">In no order.</param>
/// <param name="Elapsed">Until the last answer.</param>
/// <param name="Lateness">By how much each request was sent after it was due; empty in a closed loop.</param>
internal sealed record Traffic(IReadOnlyCollection<Sample> Samples, TimeSpan Elapsed, IReadOnlyList<TimeSpan> Lateness);

/// <summary>Sends requests and takes the time of each.</summary>
internal sealed class Generator : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>Each of the senders sends when it has its answer. Ends early when all requests are sent.</summary>
    public async Task<Traffic> ClosedAsync(HttpRequestMessage[] requests, int senders, TimeSpan length, CancellationToken cancellationToken)
    {
        using var limit = Limit(length, cancellationToken);
        var samples = new ConcurrentQueue<Sample>();
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(SendAllAsync, cancellationToken)));
        cancellationToken.ThrowIfCancellationRequested();
        return new Traffic(samples, clock.Elapsed, []);

        async Task SendAllAsync()
        {
            while (clock.Elapsed < length && Interlocked.Increment(ref next) is var at && at < requests.Length)
                samples.Enqueue(await SendAsync(requests[at], clock, clock.Elapsed, limit.Token));
        }
    }

    /// <summary>
    /// Sends at fixed intervals, whether or not earlier requests are answered. The time of each counts from when it was due, so a
    /// target that stalls is charged for every request that had to wait (no coordinated omission).
    /// </summary>
    public async Task<Traffic> OpenAsync(HttpRequestMessage[] requests, int perSecond, CancellationToken cancellationToken)
    {
        using var limit = Limit(TimeSpan.FromSeconds((double)requests.Length / perSecond), cancellationToken);
        var (pending, lateness) = (new Task<Sample>[requests.Length], new TimeSpan[requests.Length]);
        var clock = Stopwatch.StartNew();
        await Task.Factory.StartNew(SendAll, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var samples = await Task.WhenAll(pending);
        cancellationToken.ThrowIfCancellationRequested();
        return new Traffic(samples, clock.Elapsed, lateness);

        void SendAll()
        {
            for (var at = 0; at < requests.Length; at++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var due = TimeSpan.FromSeconds((double)at / perSecond);
                // Thread.Sleep is too coarse: whole milliseconds.
                if (due - clock.Elapsed is { Ticks: > 0 } early)
                    _ = MicroSleep((uint)early.TotalMicroseconds);
                lateness[at] = clock.Elapsed - due;
                pending[at] = SendAsync(requests[at], clock, due, limit.Token);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static CancellationTokenSource Limit(TimeSpan length, CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(length + AnswerLimit);
        return limit;
    }

    private async Task<Sample> SendAsync(HttpRequestMessage request, Stopwatch clock, TimeSpan since, CancellationToken cancellationToken)
    {
        var status = 0;
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            status = (int)response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // Counted as no answer.
        }
        return new Sample(since, clock.Elapsed - since, status);
    }

    // Sleeps for less than a second, to some 60 µs.
    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MicroSleep(uint microseconds);
}

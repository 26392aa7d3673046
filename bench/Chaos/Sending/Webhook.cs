using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace FailureFunctions.Bench.Chaos.Sending;

/// <summary>Posts to the webhook.</summary>
internal sealed class Webhook : IDisposable
{
    // Longer than the app may take; Copernica does not say how long it waits.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Limit };

    /// <summary>Makes a request that is the same to the last byte: a request can be sent only once.</summary>
    public static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync(cancellationToken)),
        };
        foreach (var (name, value) in request.Headers.NonValidated)
            copy.Headers.TryAddWithoutValidation(name, value.ToString());
        foreach (var (name, value) in request.Content.Headers.NonValidated)
            copy.Content.Headers.TryAddWithoutValidation(name, value.ToString());
        return copy;
    }

    /// <summary>Sends, and waits for what comes back.</summary>
    public async Task<Answer> PostAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return Read((int)response.StatusCode, text, clock.Elapsed);
        }
        // A connection that is reset while HttpClient makes it comes out as the socket's own exception.
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            return new Answer(0, Ledger.NoAnswer, null, clock.Elapsed);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer(0, Ledger.NoAnswer, null, clock.Elapsed);
        }
    }

    public void Dispose() => _http.Dispose();

    private static Answer Read(int status, string text, TimeSpan took)
    {
        var name = status.ToString(CultureInfo.InvariantCulture);
        if (status is not (200 or 202))
            return new Answer(status, name, null, took);
        using var json = JsonDocument.Parse(text);
        return new Answer(
            status,
            $"{name} {json.RootElement.GetProperty("outcome").GetString()}",
            json.RootElement.GetProperty("eventId").GetString(),
            took);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using FailureFunctions.Bench.Load.Measuring;
using FailureFunctions.Local.Send;
using FailureFunctions.Tests.Copernica.Signing;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>
/// The verb <c>flood</c>: genuine notifications, with a key that is published in DNS, alone and beside forgeries under one name
/// or under a new name each, in turns.
/// </summary>
internal sealed class FloodRun(LoadOptions options, Stage stage, TextWriter output) : IAsyncDisposable
{
    private const string OneName = "one name";
    private const string NewNames = "new names";
    private const string Quiet = "quiet";

    // In seconds.
    private const int KeyTimeToLive = 3600;

    private static readonly string[] Modes = [Quiet, OneName, NewNames];

    private readonly Generator _genuine = new();
    private readonly Generator _forger = new();
    private readonly RSA _forgersKey = RSA.Create(2048);
    private readonly TestDnsServer _names = new();
    private int _forgeries;

    public async Task<IReadOnlyList<Reading>> RunAsync(CancellationToken cancellationToken)
    {
        _names.Publish(stage.Requests.Signer.KeyId, KeyTimeToLive, RecordOf(stage.Requests.Signer));
        await using var app = await stage.StartAsync(stage.Targets.Single(), hooked: false, cancellationToken, _names.EndPoint);
        await WarmUpAsync(app.Webhook, cancellationToken);
        var readings = new List<Reading>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            for (var turn = 0; turn < Modes.Length; turn++)
                readings.Add(await MeasureAsync(app.Webhook, Modes[(round - 1 + turn) % Modes.Length], round, cancellationToken));
        }
        return [.. readings.OrderBy(reading => Array.IndexOf(Modes, reading.Target))];
    }

    public async ValueTask DisposeAsync()
    {
        _genuine.Dispose();
        _forger.Dispose();
        _forgersKey.Dispose();
        await _names.DisposeAsync();
    }

    // The strings of a TXT record have at most 255 bytes each.
    private static string[] RecordOf(CopernicaSigner signer) =>
        [.. $"v=DKIM1; k=rsa; p={string.Concat(signer.PublicKeyPem.Split('\n').Where(line => !line.StartsWith('-')))}".Chunk(255).Select(part => new string(part))];

    // With forgeries, too: what refuses them is to be compiled as well.
    private async Task WarmUpAsync(Uri url, CancellationToken cancellationToken)
    {
        if (options.Warmup == 0)
            return;
        var forging = _forger.OpenAsync(Forge(url, NewNames, options.Warmup), options.Forgeries, cancellationToken);
        await _genuine.OpenAsync(stage.Requests.Sign(url, options.Warmup * options.Rate, cancellationToken), options.Rate, cancellationToken);
        await forging;
    }

    private async Task<Reading> MeasureAsync(Uri url, string mode, int round, CancellationToken cancellationToken)
    {
        var forged = mode == Quiet ? [] : Forge(url, mode, options.Seconds);
        var requests = stage.Requests.Sign(url, options.Seconds * options.Rate, cancellationToken);
        GC.Collect();
        var queries = _names.Queries;
        var forging = _forger.OpenAsync(forged, options.Forgeries, cancellationToken);
        var traffic = await _genuine.OpenAsync(requests, options.Rate, cancellationToken);
        var answers = (await forging).Samples.CountBy(sample => sample.Status).OrderBy(answer => answer.Key).ToList();
        var reading = Reading.Of(mode, round, traffic, _ =>
        [
            KeyValuePair.Create("forgeries", (double)forged.Length),
            KeyValuePair.Create("DNS queries", (double)(_names.Queries - queries)),
        ]);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"round {round}  {mode,-9}  p99 {reading.Values[Metric.P99]:0.00} ms  forgeries answered "
            + $"{(answers.Count == 0 ? "none" : string.Join(", ", answers.Select(answer => $"{answer.Key}: {answer.Value}")))}"));
        return answers.Any(answer => answer.Key is 200 or 202)
            ? throw new LoadException($"A forgery was accepted, under {mode}.")
            : reading;
    }

    private HttpRequestMessage[] Forge(Uri url, string mode, int seconds)
    {
        var forged = new HttpRequestMessage[seconds * options.Forgeries];
        for (var at = 0; at < forged.Length; at++)
        {
            var name = mode == OneName ? "forged" : string.Create(CultureInfo.InvariantCulture, $"forged{++_forgeries}");
            forged[at] = new CopernicaSigner(_forgersKey, $"{name}._domainkey.copernica.com", LocalKey.Account)
                .Sign(url, "application/x-www-form-urlencoded", "id=m1&recipient=jan%40example.nl&code=550"u8.ToArray(), DateTimeOffset.UtcNow);
        }
        return forged;
    }
}

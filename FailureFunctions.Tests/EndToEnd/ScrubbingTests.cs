using System.Text;
using FailureFunctions.Tests.EndToEnd.Otlp;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>
/// No address, body, key or signature is in any line on the console, nor anywhere in what is exported, byte for byte:
/// log records, names, attributes and events of spans, tags of metrics.
/// </summary>
internal sealed class ScrubbingTests
{
    private const int Patience = 30_000;
    private const string Query = "?code=functionkeyfunctionkey==";

    // In every address, and in every other value of a body.
    private const string Local = "geheim";
    private const string Text = "bodysecret";
    private static readonly string[] Forbidden = [Local, Text, "functionkey", "AccountKey", "SharedAccessKey=", "Bearer"];

    private static readonly string[] Forms =
    [
        $"id={Text}&recipient={Local}%40example.nl&description={Text}+550+%3C{Local}%40example.nl%3E+unknown&tags[]={Local}%40example.nl&x={Local}%40example.nl",
        $"id={Text}&recipient=%3C+{Local}%40Example.NL%3E",
        $"id={Text}&recipient=x%40{Local}%2540example.nl",
        $"id={Text}&recipient=%22x%40{Local}%22%40b%40{Local}+example.nl",
        $"id={Text}&recipient=J%C3%B6rg%2B{Local}%40ex%C3%A4mple.de&profile={Local}%40example.nl&state={Local}%40example.nl&code={Text}&extended={Text}",
        $"id={Text}&recipient={Local}",
        $"id={Text}&recipient=x{Local}%E2%80%AE%40example.nl%00%0A{Text}",
        $"type={Text}&id={Text}&recipient={Local}%40example.nl",
        $"recipient=&{Local}%40example.nl={Text}",
        $"{Text}{Local}@example.nl",
    ];

    private static readonly string[] Json =
    [
        $$"""{"id":"{{Text}}","recipient":"{{Local}}@example.nl","description":"{{Text}}","tags":["{{Local}}@example.nl"],"{{Local}}@example.nl":{"a":"{{Text}}" } }""",
        $$"""{"recipient":"{{Local}}@example.nl","id":["{{Text}}"]}""",
        $$"""{"recipient":"{{Local}}@example.nl", {{Text}}""",
    ];

    [TestCase("Information", null, null)]
    [TestCase("Debug", null, null)]
    [TestCase("Debug", "FailureTables", OutageTests.NoTables)]
    [TestCase("Debug", "FailureBus", OutageTests.NoBus)]
    public async Task Nothing_personal_or_secret_is_exported(string level, string? setting, string? value)
    {
        await using var receiver = new OtlpReceiver();
        await using var app = await AppProcess.StartAsync(host => Settings(host, receiver.Settings, level, setting, value));

        var signatures = await PostAllAsync(app);

        await receiver.WaitForAsync(found => found.Logs.FirstOrDefault(log => log.Body.Contains("date-too-old", StringComparison.Ordinal)));
        await receiver.WaitForAsync(found => found.Spans.FirstOrDefault(span => span.Attributes.Values.Contains("date-too-old")));
        await receiver.WaitForAsync(found => found.Points.FirstOrDefault(point => point.Attributes.Values.Contains("date-too-old")));
        Assert.That(receiver.Spans.Count(span => span.Name == "receive"), Is.GreaterThan(Forms.Length + Json.Length));
        Assert.That(receiver.Logs.Select(log => log.Body), Has.Some.Contains("signature-mismatch"));
        foreach (var secret in Forbidden.Concat(signatures))
        {
            Assert.That(app.LogText, Does.Not.Contain(secret).IgnoreCase, "on the console");
            Assert.That(receiver.Everything, Does.Not.Contain(secret).IgnoreCase, "exported");
        }
    }

    // With an exporter the worker sends no log records to the host, so the console is looked at without one.
    [TestCase("Information")]
    [TestCase("Debug")]
    public async Task Nothing_personal_or_secret_is_on_the_console(string level)
    {
        await using var app = await AppProcess.StartAsync(host => Settings(host, [], level, null, null));

        var signatures = await PostAllAsync(app);

        Assert.That(() => app.LogText, Does.Contain("date-too-old").After(Patience, 50));
        Assert.That(app.LogText, Does.Contain("signature-mismatch"));
        foreach (var secret in Forbidden.Concat(signatures))
            Assert.That(app.LogText, Does.Not.Contain(secret).IgnoreCase);
    }

    private static Dictionary<string, string?> Settings(
        string host, IEnumerable<KeyValuePair<string, string?>> exporter, string level, string? setting, string? value)
    {
        var settings = new Dictionary<string, string?>(World.Settings(host).Concat(exporter))
        {
            ["Logging__LogLevel__Default"] = level,
            ["AzureFunctionsJobHost__logging__logLevel__default"] = level,
            ["AzureFunctionsJobHost__logging__logLevel__Azure.Core"] = level,
            ["AzureFunctionsJobHost__logging__logLevel__Microsoft"] = level,
        };
        if (setting is not null)
            settings[setting] = value;
        return settings;
    }

    /// <summary>Sends everything, genuine and forged, and last a genuine one that is too old.</summary>
    /// <returns>The signatures that were sent.</returns>
    private static async Task<List<string>> PostAllAsync(AppProcess app)
    {
        List<string> signatures = [];
        foreach (var (body, contentType) in Forms.Select(form => (form, Samples.Form)).Concat(Json.Select(json => (json, "application/json"))))
            await SendAsync(Wire.Sign(app, Encoding.UTF8.GetBytes(body), contentType, Query));

        var forged = Wire.Sign(app, Encoding.UTF8.GetBytes(Forms[0]), query: Query);
        var signature = forged.Headers.GetValues("Signature").Single();
        forged.Headers.Remove("Signature");
        var at = signature.IndexOf("signature=\"", StringComparison.Ordinal) + "signature=\"".Length;
        forged.Headers.TryAddWithoutValidation("Signature", signature[..at] + (signature[at] == 'A' ? 'B' : 'A') + signature[(at + 1)..]);
        await SendAsync(forged);

        var huge = Wire.Sign(app, Encoding.UTF8.GetBytes(Forms[0] + new string('x', 70_000)), query: Query);
        await SendAsync(huge);

        // What comes last shows that what came before has arrived.
        var old = Wire.Sign(app, Encoding.UTF8.GetBytes(Forms[0]), query: Query);
        old.Headers.Date = DateTimeOffset.UtcNow.AddDays(-1);
        await SendAsync(old);
        return signatures;

        async Task SendAsync(HttpRequestMessage request)
        {
            signatures.Add(ValueOf(request.Headers.GetValues("Signature").Single()));
            await Wire.SendAsync(app, request);
            request.Dispose();
        }
    }

    private static string ValueOf(string header)
    {
        var at = header.IndexOf("signature=\"", StringComparison.Ordinal) + "signature=\"".Length;
        return header[at..header.IndexOf('"', at)];
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Local.Run;

/// <summary>Posts notifications, and shows what became of them: the answers, the rows, the messages.</summary>
internal static class Demonstration
{
    private static readonly TimeSpan ArrivalLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs it.</summary>
    /// <returns>What did not arrive, a line each; empty when all did.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(
        LocalSystem system, FailureWatch watch, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var eventIds = await PostAsync(system, faults, cancellationToken);
        await ShowRowsAsync(system, eventIds, faults, cancellationToken);
        await ShowMessagesAsync(watch, eventIds, faults, cancellationToken);
        await ShowSuppressionsAsync(system, faults, cancellationToken);
        return faults;
    }

    private static async Task<List<string>> PostAsync(LocalSystem system, List<string> faults, CancellationToken cancellationToken)
    {
        Console.WriteLine($"\nPOST {system.Webhook}");
        var eventIds = new List<string>();
        using var http = new HttpClient();
        foreach (var notification in DemoNotifications.Create(DateTimeOffset.UtcNow))
        {
            using var request = system.Signer.Sign(system.Webhook, notification.ContentType, notification.Body, DateTimeOffset.UtcNow);
            using var response = await http.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            Console.WriteLine($"  {notification.What,-32} {(int)response.StatusCode} {TerminalText.Line(answer)}");
            var eventId = response.StatusCode == HttpStatusCode.OK ? EventIdOf(answer) : null;
            if (eventId is not null)
                eventIds.Add(eventId);
            if (response.StatusCode != HttpStatusCode.OK || notification.IsEvent != (eventId is not null))
                faults.Add($"'{notification.What}' was answered {(int)response.StatusCode}: {answer}");
        }

        if (system.SignaturesRequired)
            await PostUnsignedAsync(system, http, faults, cancellationToken);
        return eventIds;
    }

    private static async Task PostUnsignedAsync(LocalSystem system, HttpClient http, List<string> faults, CancellationToken cancellationToken)
    {
        using var unsigned = new ByteArrayContent("id=1&recipient=a%40example.nl"u8.ToArray());
        unsigned.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var refusal = await http.PostAsync(system.Webhook, unsigned, cancellationToken);
        var answer = await refusal.Content.ReadAsStringAsync(cancellationToken);
        Console.WriteLine($"  {"one without a signature",-32} {(int)refusal.StatusCode} {TerminalText.Line(answer)}");
        if (refusal.StatusCode != HttpStatusCode.Unauthorized)
            faults.Add($"An unsigned notification was answered {(int)refusal.StatusCode} instead of 401.");
    }

    private static async Task ShowRowsAsync(
        LocalSystem system, List<string> eventIds, List<string> faults, CancellationToken cancellationToken)
    {
        Console.WriteLine("\nTable Failures (PartitionKey, RowKey, Reason, Advice, Description)");
        var table = new TableClient(system.TablesConnection, "Failures");
        foreach (var eventId in eventIds)
        {
            var rows = await table
                .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"EventId eq {eventId}"), cancellationToken: cancellationToken)
                .ToListAsync(cancellationToken);
            if (rows is [var row])
                Console.WriteLine(
                    $"  {TerminalText.Line(row.PartitionKey),-34} {row.RowKey} {row.GetString("Reason"),-18} {row.GetString("Advice"),-21} {TerminalText.Brief(row.GetString("Description"))}");
            else
                faults.Add($"Event {eventId} has {rows.Count} rows instead of one.");
        }
    }

    private static async Task ShowMessagesAsync(
        FailureWatch watch, List<string> eventIds, List<string> faults, CancellationToken cancellationToken)
    {
        Console.WriteLine("\nTopic email-failures, subscription all (recipient, reason, severity, advice, rule)");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ArrivalLimit);
        foreach (var eventId in eventIds)
        {
            try
            {
                while (watch.Received(eventId) is null)
                    await Task.Delay(LookAgainAfter, limit.Token);
                Console.WriteLine($"  {watch.Received(eventId)}");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                faults.Add($"No message of event {eventId} came within {ArrivalLimit.TotalSeconds} s.");
            }
        }
    }

    private static async Task ShowSuppressionsAsync(LocalSystem system, List<string> faults, CancellationToken cancellationToken)
    {
        // Else its timer would do it within a minute.
        await system.RunNowAsync("UpdateSuppressions");
        Console.WriteLine("\nTable Suppressions (recipient, state, until, reason)");
        var rows = await new TableClient(system.TablesConnection, "Suppressions")
            .QueryAsync<TableEntity>("RowKey eq 'suppression'", cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var until = row.GetDateTimeOffset("Until") is { } end ? string.Create(CultureInfo.InvariantCulture, $"until {end.UtcDateTime:yyyy-MM-dd HH:mm}") : "";
            Console.WriteLine($"  {TerminalText.Line(row.GetString("Recipient")),-34} {row.GetString("State"),-11} {until,-23} {row.GetString("Reason")}");
        }
        if (!rows.Any(row => row.GetString("State") == "suppressed"))
            faults.Add("No address was suppressed.");
    }

    private static string? EventIdOf(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("eventId", out var id) ? id.GetString() : null;
    }
}

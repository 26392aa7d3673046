using System.Net;
using FailureFunctions.Functions.Http;
using FailureFunctions.Receiving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>
/// Compares lines of Copernica's log with what is recorded, and records what is missing: <c>POST {prefix}/failures/reconcile</c>, with
/// a function key. docs/operate.md.
/// </summary>
internal sealed class ReconcileFailures(Reconciliation reconciliation, IHostApplicationLifetime lifetime)
{
    /// <summary>The most lines of one request.</summary>
    public const int MostLines = 500;

    /// <summary>The longest body, in bytes.</summary>
    public const int LongestBody = 4 * 1024 * 1024;

    private CancellationToken Stop => lifetime.ApplicationStopping;

    // Not the invocation's token: a caller that disconnects does not cancel the work.
    [Function(nameof(ReconcileFailures))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures/reconcile")] HttpRequestData request)
    {
        var errors = new FieldErrors();
        if (request.Query.AllKeys.Any(name => name is not ("apply" or "account" or "code")))
            errors.Add("query", "must have no other parameters than apply, account");
        var apply = false;
        if (request.Query["apply"] is { } applied && !bool.TryParse(applied, out apply))
            errors.Add("apply", "must be true or false");
        var account = reconciliation.AccountOf(request.Query["account"], out var unknown);
        if (unknown is not null)
            errors.Add("account", unknown);
        if (errors.Count > 0)
            return request.Problem(Problem.InvalidQuery, new { Errors = errors.Reported });
        var (body, problem) = await RequestBody.ReadAsync(request, LongestBody, Stop);
        if (problem is not null)
            return request.Problem(problem);
        var lines = LinesOf(body);
        if (lines.Count is 0 or > MostLines)
            return request.Problem(Problem.InvalidReconciliation);
        var results = await reconciliation.RunAsync(account!.Value, lines, apply, Stop);
        var answer = new { Applied = apply, Lines = results.Select(Describe) };
        return results.Any(line => line.Outcome is LineOutcome.Unavailable)
            ? request.Problem(Problem.ReconciliationInterrupted, answer)
            : request.Json(HttpStatusCode.OK, answer);
    }

    private static List<ReadOnlyMemory<byte>> LinesOf(byte[] body)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        foreach (var range in body.AsSpan().Split((byte)'\n'))
            if (!body.AsSpan(range).Trim(" \t\r"u8).IsEmpty)
                lines.Add(body.AsMemory(range));
        return lines;
    }

    private static object Describe(ReconciledLine line) => new
    {
        Outcome = line.Outcome switch
        {
            LineOutcome.Present => "present",
            LineOutcome.Missing => "missing",
            LineOutcome.Recorded => "recorded",
            LineOutcome.Queued => "queued",
            LineOutcome.TooRecent => "too-recent",
            LineOutcome.OtherZone => "other-zone",
            LineOutcome.Invalid => "invalid",
            _ => "unavailable",
        },
        line.EventId,
        RecordedAt = line.RecordedAt?.UtcDateTime,
        line.Errors,
    };
}

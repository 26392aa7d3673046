using System.Globalization;
using System.Net;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Functions.Http;
using FailureFunctions.Suppression;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>Lists and exports the suppression list, and imports others, with a function key: docs/suppression.md.</summary>
internal sealed class SuppressionTransfers(
    SuppressionListing listing, SuppressionImport import, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private CancellationToken Stop => lifetime.ApplicationStopping;

    [Function("ListSuppressions")]
    public async Task<HttpResponseData> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "suppressions")] HttpRequestData request)
    {
        var errors = new FieldErrors();
        var (query, format) = SuppressionQueries.Read(request, errors);
        if (errors.Count > 0)
            return request.Problem(Problem.InvalidQuery, new { Errors = errors.Reported });
        return await request.TryAsync(
            async () =>
            {
                var (entries, place, unreadable) = await listing.ListAsync(query, Stop);
                var next = SealedPlace.Seal(query.Work, place);
                var now = time.GetUtcNow();
                var listed = entries.Select(entry => SuppressionAnswers.Listed(entry, now));
                var answer = format switch
                {
                    ListFormat.Csv => request.Bytes($"{SuppressionQueries.Csv}; charset=utf-8", SuppressionFiles.ToCsv(entries, now)),
                    ListFormat.NdJson => request.Bytes(SuppressionQueries.NdJson, Answers.Lines(listed)),
                    _ => request.Json(HttpStatusCode.OK, new { Entries = listed, Unreadable = unreadable > 0 ? unreadable : (int?)null, next }),
                };
                if (next is not null)
                    answer.Headers.Add(SuppressionQueries.ContinuationHeader, next);
                if (unreadable > 0)
                    answer.Headers.Add(SuppressionQueries.UnreadableHeader, unreadable.ToString(CultureInfo.InvariantCulture));
                return answer;
            },
            Stop);
    }

    // Not the invocation's token: a caller that disconnects does not cancel the work.
    [Function("ImportSuppressions")]
    public async Task<HttpResponseData> ImportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions/import")] HttpRequestData request)
    {
        var errors = new FieldErrors();
        var (apply, from) = Read(request, errors);
        if (errors.Count > 0)
            return request.Problem(Problem.InvalidQuery, new { Errors = errors.Reported });
        var type = (SuppressionQueries.Header(request, "Content-Type") ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (type is not (SuppressionQueries.Csv or SuppressionQueries.NdJson))
            return request.Problem(Problem.UnsupportedMediaType);
        var (body, problem) = await RequestBody.ReadAsync(request, ImportFile.Longest, Stop);
        if (problem is not null)
            return request.Problem(problem);
        var file = ImportFile.Read(body, type == SuppressionQueries.Csv);
        if (file.ErrorCount > 0)
            return request.Problem(Problem.InvalidSuppressionRequest, new { file.Errors, file.ErrorCount });
        if (from > 1 && file.Lines.All(line => line.Line < from))
            return request.Problem(Problem.InvalidQuery, new { Errors = new[] { new FieldError("from", "is after the last line of the file: send the same file again, or leave it out") } });
        var duplicates = SuppressionImport.Duplicates(file.Lines);
        return apply
            ? await request.TryAsync(async () => Answer(request, await import.ApplyAsync(file.Lines, from, Stop)), Stop)
            : request.Json(HttpStatusCode.OK, new
            {
                Applied = false,
                Addresses = file.Lines.Count - duplicates.Count,
                Duplicates = duplicates.Take(FieldErrors.Most).Select(pair => new { pair.Line.Line, SameAs = pair.First.Line }),
                DuplicateCount = duplicates.Count,
            });
    }

    private static HttpResponseData Answer(HttpRequestData request, ImportProgress progress)
    {
        var unreadable = progress.Unreadable is { Count: > 0 } lines ? lines : null;
        var answer = new { Applied = true, Complete = progress.Next is null, progress.Added, progress.Unchanged, UnreadableLines = unreadable, progress.Next };
        return progress.Interrupted ? request.Problem(Problem.SuppressionsUnavailable, answer) : request.Json(HttpStatusCode.OK, answer);
    }

    private static (bool Apply, int From) Read(HttpRequestData request, FieldErrors errors)
    {
        if (request.Query.AllKeys.Any(name => name is not ("apply" or "from" or "code")))
            errors.Add("query", "must have no other parameters than apply, from");
        var (apply, from) = (false, 1);
        if (request.Query["apply"] is { } applied && !bool.TryParse(applied, out apply))
            errors.Add("apply", "must be true or false");
        if (request.Query["from"] is { } line && !(int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out from) && from > 0))
            errors.Add("from", "must be the number of a line: the next of an earlier answer");
        return (apply, from);
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Webhook;

/// <summary>What the app says of a line.</summary>
/// <param name="Outcome">Such as <c>missing</c>: docs/operate.md.</param>
/// <param name="Detail">Why it is invalid, or when the failure of another zone occurred; empty otherwise.</param>
internal sealed record LineAnswer(string Outcome, string Detail);

/// <summary>The app, or Copernica, did not do it. The message says what to do, and holds no secret.</summary>
internal sealed class ReconcileException(string message, ExitCode code) : Exception(message)
{
    public ExitCode Code => code;
}

/// <summary>Calls the app's function ReconcileFailures: again while it cannot do it, since no line is recorded twice.</summary>
/// <param name="errors">For what is tried again.</param>
internal sealed class AppClient(HttpClient http, ReconcileOptions options, TextWriter errors, TimeProvider time)
{
    public const int MostTries = 5;

    private const string Unavailable = "unavailable";

    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait before something is tried again.</summary>
    public static TimeSpan PauseOf(TimeSpan? retryAfter) =>
        retryAfter is { } wait ? wait < MostPatience ? wait : MostPatience : TimeSpan.FromSeconds(5);

    /// <param name="apply">Whether to record what is missing.</param>
    /// <returns>An answer for each line, in their order.</returns>
    public async Task<IReadOnlyList<LineAnswer>> SendAsync(IReadOnlyList<LogLine> lines, bool apply, CancellationToken cancellationToken)
    {
        var answers = new LineAnswer[lines.Count];
        var left = Enumerable.Range(0, lines.Count).ToList();
        for (var tries = 1; left.Count > 0; tries++)
        {
            var (fault, pause) = await TrySendAsync([.. left.Select(index => lines[index])], left, answers, apply, cancellationToken);
            var before = left.Count;
            left = [.. left.Where(index => answers[index] is null or { Outcome: Unavailable })];
            if (left.Count == 0)
                break;
            // Whatever got further counts as a first try.
            tries = left.Count < before ? 1 : tries;
            if (tries == MostTries)
                throw new ReconcileException($"{fault} Run the same command again: it goes on where it stopped.", ExitCode.TryLater);
            await errors.WriteLineAsync(FormattableString.Invariant($"{fault} Again in {pause.TotalSeconds:0} s."));
            await Task.Delay(pause, time, cancellationToken);
        }

        return answers;
    }

    private async Task<(string Fault, TimeSpan Pause)> TrySendAsync(
        IReadOnlyList<LogLine> lines, IReadOnlyList<int> places, LineAnswer[] answers, bool apply, CancellationToken cancellationToken)
    {
        var query = $"apply={(apply ? "true" : "false")}{(options.Account is { } account ? $"&account={Uri.EscapeDataString(account)}" : "")}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.App, $"failures/reconcile?{query}"))
        {
            Content = new StringContent(string.Join('\n', lines.Select(line => line.Json)), Encoding.UTF8, "application/x-ndjson"),
        };
        if (options.Key is not null)
            request.Headers.Add("x-functions-key", options.Key);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var status = (int)response.StatusCode;
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable && Read(text, places, answers))
                return ("The app cannot reach its tables or its bus.", PauseOf(response.Headers.RetryAfter?.Delta));
            return status is 408 or 429 or >= 500
                ? ($"The app answered {status}.", PauseOf(response.Headers.RetryAfter?.Delta))
                : throw new ReconcileException(Explain(status, text), status is 400 ? ExitCode.WrongCommand : ExitCode.Refused);
        }
        catch (HttpRequestException e)
        {
            return ($"The app cannot be reached: {e.Message.TrimEnd('.')}.", PauseOf(null));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ("The app did not answer in time.", PauseOf(null));
        }
    }

    private static bool Read(string text, IReadOnlyList<int> places, LineAnswer[] answers)
    {
        if (Parse(text)?["lines"] is not JsonArray lines || lines.Count != places.Count)
            return false;
        for (var index = 0; index < places.Count; index++)
        {
            var line = lines[index];
            var errors = line?["errors"] is JsonArray all ? string.Join("; ", all.Select(error => $"{error?["field"]} {error?["message"]}")) : "";
            answers[places[index]] = new LineAnswer($"{line?["outcome"]}", errors.Length > 0 ? errors : $"{line?["recordedAt"]}");
        }

        return true;
    }

    private string Explain(int status, string text)
    {
        var title = $"{Parse(text)?["title"]}";
        var errors = Parse(text)?["errors"] is JsonArray all ? string.Join(" ", all.Select(error => $"--{error?["field"]} {error?["message"]}.")) : "";
        return status switch
        {
            200 => $"{options.App} answered with something that is not this app's: look at --url, and at a proxy.",
            400 when errors.Length > 0 => errors,
            401 or 403 => $"The app answered {status}: {ReconcileOptions.KeyVariable} has no key of its function ReconcileFailures. In the portal: Function App → ReconcileFailures → Function keys.",
            404 => $"There is no {options.App}failures/reconcile: --url is the app's address with its prefix, such as https://failures.example.com/api. Is the app older than this command?",
            _ => $"The app answered {status}{(title.Length > 0 ? $": {title}" : ". Look at --url, and at a proxy.")}",
        };
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

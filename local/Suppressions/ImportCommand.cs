using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Local.Suppressions;

/// <summary>
/// Imports a list of any length: checks all of it in parts, then applies it. How far it has got is kept beside the file, so that the
/// same command goes on after an interruption.
/// </summary>
/// <param name="key">The app's function key; null when it asks for none.</param>
internal sealed class ImportCommand(HttpClient http, TextWriter output, TextWriter errors, string? key, TimeProvider time)
{
    public const string Usage = """
        Imports a list of suppressed addresses of any length.

          import FILE --url URL            checks it: CSV with the column recipient, or NDJSON (.ndjson, .jsonl)
          import FILE --url URL --apply    checks it, then imports it; again after an interruption, it goes on

        URL is that of the app, such as http://localhost:7071/api. The environment variable FUNCTION_KEY has its key.
        Exit codes: 0 done, 1 the file is wrong, 2 the app did not do it.
        """;

    private const int MostTries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private (int Added, int Unchanged, int Unreadable) _done;

    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is not ["import", var path, "--url", var url, .. var rest] || rest is not ([] or ["--apply"]) || !IsApp(url, out var target))
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }
        if (!File.Exists(path))
        {
            await errors.WriteLineAsync($"{path}: no such file.");
            return 2;
        }
        try
        {
            var file = await ListFile.ReadAsync(path, cancellationToken);
            if (file.WrongLine is { } wrong)
            {
                await errors.WriteLineAsync($"{path}:{wrong}: is not UTF-8: save the file as UTF-8.");
                return 1;
            }
            var place = new PlaceFile(path + ".progress", file.Hash, url);
            var from = rest is [] ? 1 : await place.ReadAsync(cancellationToken);
            if (from == 1 && await CheckAsync(file, path, target, cancellationToken) is var faults and > 0)
            {
                await errors.WriteLineAsync($"{faults} errors. Nothing was imported: correct the file.");
                return 1;
            }
            if (rest is not [])
                await ApplyAsync(file, path, from, target, place, cancellationToken);
            return _done.Unreadable == 0 ? 0 : 2;
        }
        catch (Exception e) when (e is ImportException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private static bool IsApp(string url, [NotNullWhen(true)] out Uri? target) =>
        Uri.TryCreate(url.TrimEnd('/') + "/suppressions/import", UriKind.Absolute, out target) && target.Scheme is "http" or "https";

    private async Task<int> CheckAsync(ListFile file, string path, Uri target, CancellationToken cancellationToken)
    {
        var (faults, addresses, duplicates) = (0, 0, 0);
        foreach (var part in file.Parts(from: 1))
        {
            var (status, answer) = await SendAsync(target, part, file.IsCsv, cancellationToken);
            foreach (var error in answer["errors"]?.AsArray() ?? [])
                await errors.WriteLineAsync($"{path}:{part.LineInFile(error!["line"]?.GetValue<int>() ?? 1)}: {error["field"]} {error["message"]}");
            faults += status is HttpStatusCode.OK ? 0 : answer["errorCount"]?.GetValue<int>() ?? 1;
            addresses += answer["addresses"]?.GetValue<int>() ?? 0;
            duplicates += answer["duplicateCount"]?.GetValue<int>() ?? 0;
        }
        if (faults == 0)
            await output.WriteLineAsync($"{addresses} addresses; {duplicates} lines repeat an address of their part.");
        return faults;
    }

    private async Task ApplyAsync(ListFile file, string path, int from, Uri target, PlaceFile place, CancellationToken cancellationToken)
    {
        if (from > 1)
            await output.WriteLineAsync($"Goes on at line {from}.");
        foreach (var part in file.Parts(from))
        {
            int? next = 1;
            while (next is { } line)
            {
                var (_, answer) = await SendAsync(new Uri($"{target}?apply=true&from={line.ToString(CultureInfo.InvariantCulture)}"), part, file.IsCsv, cancellationToken);
                _done.Added += answer["added"]?.GetValue<int>() ?? 0;
                _done.Unchanged += answer["unchanged"]?.GetValue<int>() ?? 0;
                foreach (var unreadable in answer["unreadableLines"]?.AsArray() ?? [])
                    await errors.WriteLineAsync($"{path}:{part.LineInFile(unreadable!.GetValue<int>())}: not imported, since the app cannot read its row of this address.");
                _done.Unreadable += answer["unreadableLines"]?.AsArray().Count ?? 0;
                next = answer["next"]?.GetValue<int>();
                var reached = next is { } at ? part.LineInFile(at) : part.FirstLine + part.Text.Count(letter => letter == '\n') - part.HeaderLines;
                await place.WriteAsync(reached, cancellationToken);
                await output.WriteLineAsync($"{Math.Min(reached - 1, file.Lines)} of {file.Lines} lines: {_done.Added} added, {_done.Unchanged} were there.");
            }
        }
        place.Remove();
    }

    // Again while the app cannot do it; a part that is applied twice changes nothing.
    private async Task<(HttpStatusCode Status, JsonObject Answer)> SendAsync(Uri target, Part part, bool isCsv, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target)
            {
                Content = new StringContent(part.Text, Encoding.UTF8, isCsv ? "text/csv" : "application/x-ndjson"),
            };
            if (key is not null)
                request.Headers.Add("x-functions-key", key);
            string fault;
            var pause = Pause;
            try
            {
                using var response = await http.SendAsync(request, cancellationToken);
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest)
                    return (response.StatusCode, JsonNode.Parse(text) as JsonObject ?? throw new JsonException());
                fault = $"The app answered {(int)response.StatusCode}.";
                if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound)
                    throw new ImportException($"{fault} Check the URL, and the key in FUNCTION_KEY.");
                if (response.StatusCode is > HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests))
                    throw new ImportException(TitleOf(text) is { } title ? $"{fault.TrimEnd('.')}: {title}" : fault);
                pause = response.Headers.RetryAfter?.Delta ?? Pause;
            }
            catch (HttpRequestException e)
            {
                fault = $"The app cannot be reached: {e.Message}";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                fault = "The app did not answer in time.";
            }
            catch (JsonException)
            {
                fault = "The answer is not this app's.";
            }
            if (tries == MostTries)
                throw new ImportException($"{fault} Run the same command again: it goes on where it stopped.");
            await errors.WriteLineAsync($"{fault} Again in {pause.TotalSeconds:F0} s.");
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    // Of a problem (RFC 9457).
    private static string? TitleOf(string text)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?["title"]?.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The app did not do it. The message says what to do.</summary>
internal sealed class ImportException(string message) : Exception(message);

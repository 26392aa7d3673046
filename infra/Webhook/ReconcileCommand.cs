using System.Globalization;
using System.Text;

namespace FailureFunctions.Infra.Webhook;

/// <summary>
/// Reads Copernica's log of errors, day by day, and asks the app in parts which lines it has. A part is looked up first, and what is
/// missing in it is recorded only if no time of it is in another zone.
/// </summary>
internal sealed class ReconcileCommand(
    CopernicaApi copernica, AppClient app, ReconcilePlace place, ReconcileOptions options, TextWriter output, TextWriter errors, TimeProvider time)
{
    /// <summary>What the app takes at once: docs/operate.md.</summary>
    public const int MostLines = 500;

    // Less than the 4 MiB that it takes.
    private const int MostBytes = 3_000_000;

    private static readonly string[] Shown = ["missing", "recorded", "queued", "other-zone", "invalid"];

    private readonly List<LogLine> _part = [];
    private ReconcileProgress _progress = new(options.From, 0, [], [], []);
    private int _bytes;

    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await place.ReadAsync(cancellationToken) is { } kept)
            {
                _progress = kept;
                await output.WriteLineAsync(FormattableString.Invariant($"Goes on at {kept.Day:yyyy-MM-dd}, line {kept.Lines + 1}."));
            }

            for (var day = _progress.Day; day <= options.To; day = day.AddDays(1))
            {
                await ReadDayAsync(day, cancellationToken);
                _progress = _progress with { Day = day.AddDays(1), Lines = 0 };
                await place.WriteAsync(_progress, cancellationToken);
            }

            place.Remove();
            return await SummariseAsync();
        }
        catch (ReconcileException failure)
        {
            await errors.WriteLineAsync(failure.Message);
            return failure.Code;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await errors.WriteLineAsync($"--place: {options.Place} cannot be used: {failure.Message}");
            return ExitCode.WrongCommand;
        }
    }

    private async Task ReadDayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var file = $"cdm-error.{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.log";
        for (var tries = 1; ; tries++)
        {
            (var number, var before) = (0, _progress.Lines);
            _part.Clear();
            _bytes = 0;
            var failure = await copernica.ReadLogAsync(file, async record =>
            {
                if (++number > _progress.Lines + _part.Count)
                    await AddAsync(LogLine.Of(number, record, options.Zone), cancellationToken);
            }, cancellationToken);
            // What was received counts, also of a log that ends in the middle.
            await FlushAsync(cancellationToken);
            if (failure is null)
            {
                await output.WriteLineAsync(FormattableString.Invariant($"{day:yyyy-MM-dd}: {_progress.Lines} lines."));
                return;
            }

            // What Copernica answers for a file that is not there is not documented, and it answers 400 to much. Not of a log that
            // has begun: the rest of that is missing.
            if (failure.Kind is ApiFailureKind.NotFound or ApiFailureKind.Refused && _progress.Lines == 0)
            {
                if (failure.Kind is ApiFailureKind.Refused)
                    await errors.WriteLineAsync($"{file}: {failure.Message}");
                (failure.Kind is ApiFailureKind.Refused ? _progress.NotRead : _progress.WithoutLog).Add(day);
                return;
            }

            tries = _progress.Lines > before ? 1 : tries;
            if (failure.ExitCode is not ExitCode.TryLater || tries == AppClient.MostTries)
                throw new ReconcileException($"{file}: {failure.Message}{(failure.ExitCode is ExitCode.TryLater ? " The same command goes on where it stopped." : "")}", failure.ExitCode);
            var pause = AppClient.PauseOf(failure.RetryAfter);
            await errors.WriteLineAsync(FormattableString.Invariant($"{file}: {failure.Message} Again in {pause.TotalSeconds:0} s."));
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task AddAsync(LogLine line, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetByteCount(line.Json) + 1;
        if (_part.Count == MostLines || (_part.Count > 0 && _bytes + bytes > MostBytes))
            await FlushAsync(cancellationToken);
        _part.Add(line);
        _bytes += bytes;
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_part.Count == 0)
            return;
        var answers = (await app.SendAsync(_part, apply: false, cancellationToken)).ToArray();
        var missing = Enumerable.Range(0, answers.Length).Where(index => answers[index].Outcome == "missing").ToList();
        // One may be a second failure of its message, or of the hour that comes twice in autumn; most of a part are not.
        var isOtherZone = answers.Count(answer => answer.Outcome == "other-zone") > answers.Count(answer => answer.Outcome == "present");
        if (options.Apply && missing.Count > 0 && !isOtherZone)
        {
            var applied = await app.SendAsync([.. missing.Select(index => _part[index])], apply: true, cancellationToken);
            for (var index = 0; index < missing.Count; index++)
                answers[missing[index]] = applied[index];
        }

        foreach (var (line, answer) in _part.Zip(answers))
        {
            _progress.Counts[answer.Outcome] = _progress.Counts.GetValueOrDefault(answer.Outcome) + 1;
            if (Shown.Contains(answer.Outcome))
                await output.WriteLineAsync(Describe(line, answer));
        }

        if (options.Apply && isOtherZone)
            throw new ReconcileException(WrongZone, ExitCode.WrongCommand);
        _progress = _progress with { Lines = _progress.Lines + _part.Count };
        _part.Clear();
        _bytes = 0;
        await place.WriteAsync(_progress, cancellationToken);
    }

    private static string Describe(LogLine line, LineAnswer answer) => answer.Outcome switch
    {
        "invalid" => FormattableString.Invariant($"invalid     line {line.Number}: {answer.Detail}  {line.Shown}"),
        "other-zone" => $"other-zone  {line.Shown}  (recorded at {answer.Detail})",
        var outcome => $"{outcome,-10}  {line.Shown}",
    };

    private string WrongZone => $"The log has times that differ by whole quarters of an hour from those of the same failures in the app: its times are not of {options.Zone.Id}. Give their zone, such as --time-zone Europe/Amsterdam. These lines were not recorded.";

    private async Task<ExitCode> SummariseAsync()
    {
        var counts = _progress.Counts;
        var total = counts.Values.Sum();
        await output.WriteLineAsync(FormattableString.Invariant($"{total} lines{(total > 0 ? ": " : ".")}{string.Join(", ", counts.Select(count => FormattableString.Invariant($"{count.Value} {count.Key}")))}"));
        if (_progress.WithoutLog.Count > 0)
            await output.WriteLineAsync($"Copernica has no log file of: {DaysOf(_progress.WithoutLog)}. Either nothing failed on that day, or it is not kept any more.");
        if (counts.ContainsKey("too-recent"))
            await output.WriteLineAsync("Lines younger than two hours are not compared, since their notifications may still come: run it again later.");
        if (counts.GetValueOrDefault("other-zone") is var others and > 0)
        {
            if (others > counts.GetValueOrDefault("present"))
            {
                await errors.WriteLineAsync(WrongZone);
                return ExitCode.WrongCommand;
            }

            await output.WriteLineAsync("Lines of another zone were not recorded: look at each. It may be a second failure of its message, or of the hour that comes twice in autumn.");
        }

        if (_progress.NotRead.Count > 0)
            await output.WriteLineAsync($"Copernica refused the log of: {DaysOf(_progress.NotRead)}. These days are not compared.");
        if (_progress.WithoutLog.Count + _progress.NotRead.Count > options.To.DayNumber - options.From.DayNumber)
        {
            await errors.WriteLineAsync("Nothing could be compared. If mail was sent on these days: is the access token one of the account that sends?");
            return ExitCode.Missing;
        }

        if (counts.ContainsKey("missing"))
            await output.WriteLineAsync("Nothing was recorded: the same command with --apply records what is missing.");
        return counts.Keys.Any(outcome => outcome is "missing" or "invalid" or "too-recent" or "other-zone") || _progress.NotRead.Count > 0 ? ExitCode.Missing : ExitCode.Done;
    }

    private static string DaysOf(List<DateOnly> days) => string.Join(", ", days.Select(day => FormattableString.Invariant($"{day:yyyy-MM-dd}")));
}

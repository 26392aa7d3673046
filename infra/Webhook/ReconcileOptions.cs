using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FailureFunctions.Infra.Webhook;

/// <summary>What the command line of <c>reconcile</c> asks for.</summary>
internal sealed record ReconcileOptions
{
    public const string Verb = "reconcile";

    // More is a typing error: each day is a log file that is asked for.
    private const int MostDays = 92;

    private static readonly string[] Valued = ["--from", "--to", "--url", "--account", "--time-zone", "--place", .. CommandWords.OfTheApi];

    public static string Usage => $"""
        Compares Copernica's log of errors of sending mail (cdm-error) with what the app has recorded, and lists what is
        missing, after an outage or a deployment.

          reconcile --from DAY --to DAY --url URL            lists what is missing; changes nothing
          reconcile --from DAY --to DAY --url URL --apply    has the app record it, as from the webhook

        DAY is that of a log file, such as 2026-11-26; both are included. URL is that of the app with its prefix, such as
        https://failures.example.com/api. The environment variable {KeyVariable} has a key of its function ReconcileFailures,
        {AccessToken.Variable} the access token of Copernica's API (or --token-stdin).
        --time-zone ZONE   of the log's times, such as Europe/Amsterdam; UTC otherwise
        --account ACCOUNT  the token's, such as account_1234, if the app takes notifications of several
        --place FILE       keeps how far it has got ({DefaultPlace} otherwise): the same command goes on
                           there after an interruption
        --api-version, --api, --authenticate as for the other verbs.

        Ends with 0 when nothing is missing any more, 4 when something is or could not be compared, 1 when Copernica or the
        app refused, 2 when the command is wrong, 3 when there was no answer and a later try may get one.
        """;

    private const string DefaultPlace = ".local/reconcile.json";

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>The app, ending in a slash.</summary>
    public required Uri App { get; init; }

    /// <summary>A function key of the app; null for an app without keys, on this machine.</summary>
    public string? Key { get; init; }

    public string? Account { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required string Place { get; init; }

    public bool Apply { get; init; }

    public required ApiAddress Address { get; init; }

    public bool TokenFromInput { get; init; }

    /// <summary>Not the variable of the webhook's key: whoever has this one can invent failures, and it must not get into a webhook's URL.</summary>
    public const string KeyVariable = "RECONCILE_KEY";

    /// <summary>Reads the command line, without the verb.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="environment">The value of an environment variable.</param>
    /// <param name="today">Today, UTC.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryParse(
        string[] args, Func<string, string?> environment, DateOnly today, [NotNullWhen(true)] out ReconcileOptions? options, [NotNullWhen(false)] out string? error)
    {
        error = Read(args, environment(KeyVariable)?.Trim(), today, out options);
        return error is null && options is not null;
    }

    private static string? Read(string[] args, string? key, DateOnly today, out ReconcileOptions? options)
    {
        options = null;
        var values = new Dictionary<string, string>();
        var words = new List<string>();
        if (CommandWords.Split(args, Valued, ["--apply"], values, words) is { } wrongWord)
            return wrongWord;
        if (words.Count > 0)
            return $"\"{words[0]}\" is one word too many.";
        if (ReadDay(values, "--from", out var from) is { } wrongFrom)
            return wrongFrom;
        if (ReadDay(values, "--to", out var to) is { } wrongTo)
            return wrongTo;
        if (from > to)
            return "--from is after --to.";
        // A day more, since it is tomorrow already in some zones.
        if (to > today.AddDays(1))
            return "--to is in the future.";
        if (to.DayNumber - from.DayNumber >= MostDays)
            return FormattableString.Invariant($"--from is {MostDays} days or more before --to: ask for one quarter at a time.");
        if (ReadApp(values, out var app) is { } wrongApp)
            return wrongApp;
        if (string.IsNullOrEmpty(key) && !app!.IsLoopback)
            return $"The environment variable {KeyVariable} is not set: a key of the app's function ReconcileFailures, in the portal under Function App → ReconcileFailures → Function keys.";
        var zone = TimeZoneInfo.Utc;
        if (values.TryGetValue("--time-zone", out var name) && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
            return $"--time-zone: \"{name}\" is not known; write one such as Europe/Amsterdam.";
        if (CommandWords.ReadApi(values, out var address) is { } wrongApi)
            return wrongApi;
        options = new ReconcileOptions
        {
            From = from,
            To = to,
            App = app!,
            Key = string.IsNullOrEmpty(key) ? null : key,
            Account = values.GetValueOrDefault("--account"),
            Zone = zone!,
            Place = values.GetValueOrDefault("--place", DefaultPlace),
            Apply = values.ContainsKey("--apply"),
            Address = address,
            TokenFromInput = values.ContainsKey("--token-stdin"),
        };
        return null;
    }

    private static string? ReadDay(Dictionary<string, string> values, string name, out DateOnly day)
    {
        day = default;
        return !values.TryGetValue(name, out var text) ? $"{name} is missing: a day, such as 2026-11-26."
            : !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) ? $"{name}: \"{text}\" is no day; write one such as 2026-11-26."
            : null;
    }

    private static string? ReadApp(Dictionary<string, string> values, out Uri? app)
    {
        app = null;
        if (!values.TryGetValue("--url", out var text))
            return "--url is missing: the app's address with its prefix, such as https://failures.example.com/api.";
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) || url.Host.Length == 0 || url.Query.Length > 0 || url.UserInfo.Length > 0)
            return $"--url: \"{HandlerUrl.Masked(text)}\" is no address of an app; write it with its prefix and without a key, such as https://failures.example.com/api.";
        if (!CommandWords.IsSafe(url))
            return "--url: the key and the addresses of recipients are sent over https only.";
        app = url;
        return null;
    }
}

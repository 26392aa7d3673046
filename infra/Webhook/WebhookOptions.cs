using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FailureFunctions.Infra.Webhook;

/// <summary>What the command line asks for.</summary>
internal sealed partial record WebhookOptions
{
    private static readonly string[] Verbs = ["register", "list", "show", "update", "remove", "log"];
    private static readonly string[] WithId = ["show", "update", "remove"];
    private static readonly string[] WithHandler = ["register", "update"];
    private static readonly string[] Triggers = ["create", "update", "delete", "click", "delivery", "open", "bounce", "failure"];
    private static readonly string[] OnlyForRegister = ["--trigger", "--callers", "--database", "--collection"];
    private static readonly string[] Valued = ["--handler", .. OnlyForRegister, "--state", .. CommandWords.OfTheApi];

    public static string Usage => $"""
        Registers, lists, shows, changes and removes Copernica's webhooks, and shows its logs, over its REST API.

          dotnet run --project infra/Webhook -- register --handler URL [--trigger failure|bounce|delivery]
              [--callers ms,publisher] [--database ID] [--collection ID]
              registers URL once, and prints the webhook's id
          dotnet run --project infra/Webhook -- list
          dotnet run --project infra/Webhook -- show ID
          dotnet run --project infra/Webhook -- update ID --handler URL
              points the webhook at URL, such as one with a new function key
          dotnet run --project infra/Webhook -- remove ID
          dotnet run --project infra/Webhook -- log FILE
              prints a log file of Copernica's, one JSON object a line: cdm-error.2026-11-26.log has the errors of
              sending mail of that day, with their addresses
          dotnet run --project infra/Webhook -- reconcile --from DAY --to DAY --url URL [--apply]
              lists what Copernica could not send and the app does not have: reconcile --help

        URL is the app's: https://failures.example.com/api/failures?code=FUNCTION-KEY; without code=… the key of the
        environment variable {HandlerUrl.KeyVariable} is added. Function keys are never shown.
        The access token comes from the environment variable {AccessToken.Variable}, or with --token-stdin from
        standard input; never from the command line.
        --state FILE keeps the ids ({KnownWebhooks.DefaultPath} otherwise): Copernica documents no call that lists webhooks.
        --api-version 3 is for tokens that the current version, {ApiAddress.Current}, does not take.
        --api URL and --authenticate URL are {ApiAddress.DefaultApi(ApiAddress.Current)} and {ApiAddress.DefaultAuthentication} otherwise.

        Ends with 0 when all went well, 1 when Copernica refused, 2 when the command is wrong and nothing was sent,
        3 when there was no answer and a later try may get one, 4 when reconcile leaves something missing.
        """;

    public required string Verb { get; init; }

    /// <summary>The webhook's id, or the log file; empty for the verbs without one.</summary>
    public string Id { get; private init; } = "";

    /// <summary>The handler as it was given; null for the verbs without one.</summary>
    public string? Handler { get; private init; }

    public string Trigger { get; private init; } = "failure";

    public IReadOnlyList<string> Callers { get; private init; } = [];

    public long? Database { get; private init; }

    public long? Collection { get; private init; }

    public string StatePath { get; private init; } = KnownWebhooks.DefaultPath;

    public ApiAddress Address { get; private init; } = new(ApiAddress.Current, ApiAddress.DefaultApi(ApiAddress.Current), ApiAddress.DefaultAuthentication);

    public bool TokenFromInput { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out WebhookOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        var values = new Dictionary<string, string>();
        var words = new List<string>();
        error = CommandWords.Split(args, Valued, [], values, words);
        if (error is not null)
            return false;
        var verb = words.FirstOrDefault("");
        error = !Verbs.Contains(verb) ? $"\"{verb}\" is not known; there are {string.Join(", ", Verbs)}, {ReconcileOptions.Verb}."
            : WithId.Contains(verb) && words.Count == 1 ? $"{verb} lacks the webhook's id; list shows those that are known."
            : WithId.Contains(verb) && !WebhookJson.IsId(words[1]) ? $"\"{words[1]}\" is no id of a webhook; it is a number."
            : verb == "log" && !LogFile().IsMatch(words.ElementAtOrDefault(1) ?? "") ? $"\"{words.ElementAtOrDefault(1)}\" is no log file; write NAME.YYYY-MM-DD.log, such as cdm-error.2026-11-26.log."
            : words.Count > (WithId.Contains(verb) || verb == "log" ? 2 : 1) ? $"\"{words[^1]}\" is one word too many."
            : WithHandler.Contains(verb) && !values.ContainsKey("--handler") ? "--handler is missing: the address that Copernica is to call."
            : !WithHandler.Contains(verb) && values.ContainsKey("--handler") ? $"--handler does not go with {verb}."
            : verb != "register" && OnlyForRegister.FirstOrDefault(values.ContainsKey) is { } wrong ? $"{wrong} does not go with {verb}."
            : null;
        if (error is not null)
            return false;
        error = Read(values, out var read);
        if (error is not null)
            return false;
        options = read with { Verb = verb, Id = words.ElementAtOrDefault(1) ?? "" };
        return true;
    }

    private static string? Read(Dictionary<string, string> values, out WebhookOptions options)
    {
        options = new WebhookOptions
        {
            Verb = "",
            Handler = values.GetValueOrDefault("--handler"),
            Trigger = values.GetValueOrDefault("--trigger", "failure"),
            Callers = values.GetValueOrDefault("--callers", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            StatePath = values.GetValueOrDefault("--state", KnownWebhooks.DefaultPath),
            TokenFromInput = values.ContainsKey("--token-stdin"),
        };
        if (options.Trigger == "abuse")
            return "--trigger: Copernica's API makes no webhook for abuse; add it in Marketing Suite, under webhooks.";
        if (!Triggers.Contains(options.Trigger))
            return $"--trigger: \"{options.Trigger}\" is no event of Copernica's; there are {string.Join(", ", Triggers)}.";
        if (string.IsNullOrWhiteSpace(options.StatePath))
            return "--state: give a file.";
        if (ReadNumber(values, "--database", out var database) is { } wrongDatabase)
            return wrongDatabase;
        if (ReadNumber(values, "--collection", out var collection) is { } wrongCollection)
            return wrongCollection;
        if (CommandWords.ReadApi(values, out var address) is { } wrongApi)
            return wrongApi;
        options = options with { Database = database, Collection = collection, Address = address };
        return null;
    }

    private static string? ReadNumber(Dictionary<string, string> values, string name, out long? number)
    {
        number = null;
        if (!values.TryGetValue(name, out var text))
            return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read == 0)
            return $"{name}: \"{text}\" is no id; it is a number.";
        number = read;
        return null;
    }

    [GeneratedRegex(@"^[a-z][a-z-]*\.\d{4}-\d{2}-\d{2}\.log$")]
    private static partial Regex LogFile();
}

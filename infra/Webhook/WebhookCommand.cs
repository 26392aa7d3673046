using System.Text.Json;

namespace FailureFunctions.Infra.Webhook;

/// <summary>The command: reads what is asked for, fetches the token, and hands over to <see cref="WebhookVerbs"/>.</summary>
/// <param name="output">For what it found.</param>
/// <param name="errors">For what went wrong.</param>
/// <param name="input">Standard input, for the access token.</param>
/// <param name="environment">The value of an environment variable.</param>
/// <param name="patience">The time limit of each call.</param>
/// <param name="time">The clock.</param>
internal sealed class WebhookCommand(TextWriter output, TextWriter errors, TextReader input, Func<string, string?> environment, TimeSpan patience, TimeProvider time)
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>Runs it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is [ReconcileOptions.Verb, ..])
            return await ReconcileAsync(args[1..], cancellationToken);
        if (args.Length == 0 || args.Contains("--help") || args.Contains("-h"))
        {
            await output.WriteLineAsync(WebhookOptions.Usage);
            return (int)(args.Length == 0 ? ExitCode.WrongCommand : ExitCode.Done);
        }

        if (!WebhookOptions.TryParse(args, out var options, out var error))
            return await FailAsync(error);
        HandlerUrl? handler = null;
        if (options.Handler is { } address && !HandlerUrl.TryParse(address, environment(HandlerUrl.KeyVariable), out handler, out error))
            return await FailAsync(error);
        if (handler is { IsOurs: true } && !HandlerUrl.OurTriggers.Contains(options.Trigger))
            return await FailAsync($"--trigger: the app takes {string.Join(", ", HandlerUrl.OurTriggers)}, and answers every {options.Trigger} with 422; point such a webhook elsewhere.");
        if (handler is { IsOurs: false } && environment(HandlerUrl.KeyVariable) is { Length: > 0 })
            await errors.WriteLineAsync($"Warning: the path of {handler.WithoutQuery} does not end in /failures, as the app's does, so the key of {HandlerUrl.KeyVariable} was not added.");
        if (!KnownWebhooks.TryRead(options.StatePath, out var known, out error))
            return await FailAsync(error);
        (var token, error) = await TokenAsync(options.TokenFromInput, cancellationToken);
        if (token is null)
            return await FailAsync(error!);
        using var http = NewClient();
        var api = new CopernicaApi(http, options.Address, token, time);
        if (options.Verb == "log")
            return (int)await ShowLogAsync(api, options.Id, cancellationToken);
        var verbs = new WebhookVerbs(new CopernicaWebhooks(api), known, output, errors);
        return (int)await (options.Verb switch
        {
            "register" => verbs.RegisterAsync(
                new WebhookDraft
                {
                    Handler = handler!,
                    Trigger = options.Trigger,
                    Callers = options.Callers,
                    Database = options.Database,
                    Collection = options.Collection,
                },
                cancellationToken),
            "list" => verbs.ListAsync(cancellationToken),
            "show" => verbs.ShowAsync(options.Id, cancellationToken),
            "update" => verbs.UpdateAsync(options.Id, handler!, cancellationToken),
            _ => verbs.RemoveAsync(options.Id, cancellationToken),
        });
    }

    private async Task<int> ReconcileAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is [] or ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(ReconcileOptions.Usage);
            return (int)(args.Length == 0 ? ExitCode.WrongCommand : ExitCode.Done);
        }

        if (!ReconcileOptions.TryParse(args, environment, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), out var options, out var error))
            return await FailAsync(error);
        (var token, error) = await TokenAsync(options.TokenFromInput, cancellationToken);
        if (token is null)
            return await FailAsync(error!);
        using var http = NewClient();
        var api = new CopernicaApi(http, options.Address, token, time);
        var command = new ReconcileCommand(api, new AppClient(http, options, errors, time), new ReconcilePlace(options), options, output, errors, time);
        return (int)await command.RunAsync(cancellationToken);
    }

    private HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = patience, MaxResponseContentBufferSize = LargestAnswer };

    private async Task<(AccessToken? Token, string? Error)> TokenAsync(bool fromInput, CancellationToken cancellationToken)
    {
        var (given, source) = fromInput
            ? (await input.ReadLineAsync(cancellationToken), "Standard input")
            : (environment(AccessToken.Variable), $"The environment variable {AccessToken.Variable}");
        return AccessToken.TryCreate(given, source, out var token, out var error) ? (token, null) : (null, error);
    }

    private async Task<ExitCode> ShowLogAsync(CopernicaApi api, string file, CancellationToken cancellationToken)
    {
        var failure = await api.ReadLogAsync(file, record => output.WriteLineAsync(JsonSerializer.Serialize(record)), cancellationToken);
        if (failure is null)
            return ExitCode.Done;
        await errors.WriteLineAsync(failure.Message);
        return failure.ExitCode;
    }

    private async Task<int> FailAsync(string error)
    {
        await errors.WriteLineAsync(error);
        return (int)ExitCode.WrongCommand;
    }
}

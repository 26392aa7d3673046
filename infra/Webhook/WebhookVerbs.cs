namespace FailureFunctions.Infra.Webhook;

/// <summary>What can be done with webhooks, each with what it prints.</summary>
/// <param name="api">The API.</param>
/// <param name="known">The webhooks that were registered from here.</param>
/// <param name="output">For what it found.</param>
/// <param name="errors">For what went wrong.</param>
internal sealed class WebhookVerbs(CopernicaWebhooks api, KnownWebhooks known, TextWriter output, TextWriter errors)
{
    private const string LookThere = "Look in Marketing Suite, under webhooks, before you try again: a second webhook would call the app twice.";

    /// <summary>Registers a webhook unless it is there already, as far as that can be known.</summary>
    public async Task<ExitCode> RegisterAsync(WebhookDraft draft, CancellationToken cancellationToken)
    {
        var (found, failure) = await FindAsync(cancellationToken);
        if (failure is not null)
            return await FailAsync(failure);
        var there = found.There;
        if (there.FirstOrDefault(webhook => webhook.IsSameAs(draft.Handler, draft.Trigger)) is { } same)
        {
            await output.WriteLineAsync($"{same.Id}  is registered already, for {draft.Handler.WithoutQuery} and {draft.Trigger}.");
            return await KeepAsync(same);
        }

        if (there.FirstOrDefault(webhook => webhook.IsSameButForKey(draft.Handler, draft.Trigger)) is { } similar)
        {
            await errors.WriteLineAsync($"Webhook {similar.Id} calls {draft.Handler.WithoutQuery} already, with another key or query. Point it at the new one with: update {similar.Id} --handler …");
            return ExitCode.Refused;
        }

        var made = await api.CreateAsync(draft, cancellationToken);
        if (!made.TryGet(out var id, out failure))
        {
            await FailAsync(failure);
            if (failure.MayHaveHappened)
                await errors.WriteLineAsync($"The webhook may have been registered all the same. {LookThere}");
            return failure.ExitCode;
        }

        await output.WriteLineAsync($"{id}  registered, for {draft.Handler.WithoutQuery} and {draft.Trigger}. Keep the id: Copernica documents no call that lists webhooks.");
        return await KeepAsync(new RegisteredWebhook(id, draft.Handler.Value, draft.Trigger, draft.Callers));
    }

    /// <summary>Lists the webhooks: those of the account where the API tells, else those that are known here.</summary>
    public async Task<ExitCode> ListAsync(CancellationToken cancellationToken)
    {
        var (found, failure) = await FindAsync(cancellationToken);
        if (failure is not null)
            return await FailAsync(failure);
        if (found.Refusal is not null)
            await errors.WriteLineAsync($"{found.Refusal.Message} Copernica documents no call that lists webhooks, so these are only those that {known.Path} names; Marketing Suite shows all.");
        foreach (var webhook in found.There)
            await output.WriteLineAsync(webhook.Describe());
        foreach (var (gone, why) in found.Gone)
            await output.WriteLineAsync($"{gone.Id}  {gone.Trigger}  {gone.Handler}  was registered from here; {why}");
        if (found.There.Count == 0 && found.Gone.Count == 0)
            await output.WriteLineAsync("None.");
        return ExitCode.Done;
    }

    /// <summary>Shows one webhook.</summary>
    public async Task<ExitCode> ShowAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync(id, cancellationToken);
        if (!answer.TryGet(out var webhook, out var failure))
            return await FailAsync(failure);
        await output.WriteLineAsync(webhook.Describe());
        return ExitCode.Done;
    }

    /// <summary>Points a webhook at another address; its event and callers stay.</summary>
    public async Task<ExitCode> UpdateAsync(string id, HandlerUrl handler, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync(id, cancellationToken);
        if (!answer.TryGet(out var webhook, out var failure))
            return await FailAsync(failure);
        if (handler.IsOurs && !HandlerUrl.OurTriggers.Contains(webhook.Trigger))
        {
            await errors.WriteLineAsync($"Webhook {id} is one for {webhook.Trigger}, and the app takes {string.Join(", ", HandlerUrl.OurTriggers)} only: register one for these instead.");
            return ExitCode.WrongCommand;
        }

        var draft = new WebhookDraft { Handler = handler, Trigger = webhook.Trigger, Callers = webhook.Callers };
        if (!(await api.UpdateAsync(id, draft, cancellationToken)).TryGet(out _, out failure))
            return await FailAsync(failure);
        await output.WriteLineAsync($"{id}  calls {handler} from now on.");
        return await KeepAsync(webhook with { Handler = handler.Value });
    }

    /// <summary>Removes a webhook.</summary>
    public async Task<ExitCode> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync(id, cancellationToken);
        if (!answer.TryGet(out var webhook, out var failure))
        {
            if (failure.Kind == ApiFailureKind.NotFound && known.All.Any(one => one.Id == id))
            {
                await output.WriteLineAsync($"{id}  is not there any more.");
                return await SayAsync(known.Forget(id));
            }

            return await FailAsync(failure);
        }

        if (!(await api.RemoveAsync(id, cancellationToken)).TryGet(out _, out failure))
            return await FailAsync(failure);
        await output.WriteLineAsync($"{webhook.Describe()}  removed.");
        return await SayAsync(known.Forget(id));
    }

    // The account's webhooks where the API lists them; else those that are known here, each asked for.
    private async Task<(FoundWebhooks Found, ApiFailure? Failure)> FindAsync(CancellationToken cancellationToken)
    {
        var found = new FoundWebhooks();
        var list = await api.ListAsync(cancellationToken);
        if (list.TryGet(out var all, out var refusal))
        {
            found.There.AddRange(all);
            found.Gone.AddRange(known.All.Where(one => all.All(webhook => webhook.Id != one.Id)).Select(one => (one, "the API does not list it any more.")));
            return (found, null);
        }

        if (refusal.Kind is ApiFailureKind.NotAllowed or ApiFailureKind.NoAnswer or ApiFailureKind.Unavailable)
            return (found, refusal);
        // Was it the list that was refused, or the token?
        if (!(await api.IdentifyAsync(cancellationToken)).TryGet(out _, out var failure))
            return (found, failure);
        found = found with { Refusal = refusal };
        foreach (var one in known.All)
        {
            if ((await api.GetAsync(one.Id, cancellationToken)).TryGet(out var webhook, out failure))
                found.There.Add(webhook);
            else if (failure.Kind is ApiFailureKind.NotFound or ApiFailureKind.Refused)
                found.Gone.Add((one, failure.Message));
            else
                return (found, failure);
        }

        return (found, null);
    }

    private async Task<ExitCode> KeepAsync(RegisteredWebhook webhook) =>
        await SayAsync(known.Keep(new KnownWebhook(webhook.Id, webhook.Handler.Split('?')[0], webhook.Trigger)));

    private async Task<ExitCode> SayAsync(string? problem)
    {
        if (problem is null)
            return ExitCode.Done;
        await errors.WriteLineAsync($"It is done at Copernica, but not noted here: {problem}");
        return ExitCode.Refused;
    }

    private async Task<ExitCode> FailAsync(ApiFailure failure)
    {
        await errors.WriteLineAsync(failure.Message);
        return failure.ExitCode;
    }
}

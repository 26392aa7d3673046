using System.Globalization;

namespace FailureFunctions.Infra.Webhook;

/// <summary>
/// Copernica's webhooks: <c>POST /webhooks</c> and <c>GET</c>, <c>PUT</c> and <c>DELETE /webhook/{id}</c> as documented for v3 and
/// v4, and <c>GET /webhooks</c>, which is not documented and may be refused.
/// </summary>
internal sealed class CopernicaWebhooks(CopernicaApi api)
{
    // A list that goes on for longer than this is not one of webhooks.
    private const int MostPages = 50;

    /// <summary>Whose the token is: the call by which Copernica documents that a token can be tried.</summary>
    public Task<ApiAnswer<ApiReply>> IdentifyAsync(CancellationToken cancellationToken) =>
        api.SendAsync(HttpMethod.Get, "identity", null, cancellationToken);

    /// <summary>All webhooks, if the API lists them.</summary>
    public async Task<ApiAnswer<IReadOnlyList<RegisteredWebhook>>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<RegisteredWebhook>();
        for (var page = 0; page < MostPages; page++)
        {
            var query = page == 0 ? "" : $"start={all.Count.ToString(CultureInfo.InvariantCulture)}";
            var answer = await api.SendAsync(HttpMethod.Get, "webhooks", null, cancellationToken, query);
            if (!answer.TryGet(out var reply, out var failure))
                return ApiAnswer<IReadOnlyList<RegisteredWebhook>>.Failed(failure);
            if (!WebhookJson.TryReadList(reply.Body, out var webhooks, out var total))
                return ApiAnswer<IReadOnlyList<RegisteredWebhook>>.Unreadable("The API answered the list of webhooks with something that is none.");
            all.AddRange(webhooks);
            if (webhooks.Count == 0 || all.Count >= total)
                break;
        }

        return ApiAnswer<IReadOnlyList<RegisteredWebhook>>.Of(all);
    }

    /// <summary>One webhook.</summary>
    public async Task<ApiAnswer<RegisteredWebhook>> GetAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(HttpMethod.Get, $"webhook/{id}", null, cancellationToken);
        if (!answer.TryGet(out var reply, out var failure))
            return ApiAnswer<RegisteredWebhook>.Failed(failure);
        return WebhookJson.TryRead(reply.Body, out var webhook)
            ? ApiAnswer<RegisteredWebhook>.Of(webhook)
            : ApiAnswer<RegisteredWebhook>.Unreadable($"The API answered for webhook {id} with something that is no webhook: an id, a handler and a trigger were expected.");
    }

    /// <summary>Makes a webhook.</summary>
    /// <returns>Its id.</returns>
    public async Task<ApiAnswer<string>> CreateAsync(WebhookDraft draft, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(HttpMethod.Post, "webhooks", WebhookJson.Write(draft), cancellationToken);
        if (!answer.TryGet(out var reply, out var failure))
            return ApiAnswer<string>.Failed(failure);
        return WebhookJson.IdOf(reply) is { } id
            ? ApiAnswer<string>.Of(id)
            : ApiAnswer<string>.Unreadable("The API took the webhook but named no id, neither in X-Created nor in the answer.");
    }

    /// <summary>Changes a webhook's handler, trigger and callers.</summary>
    public Task<ApiAnswer<ApiReply>> UpdateAsync(string id, WebhookDraft draft, CancellationToken cancellationToken) =>
        api.SendAsync(HttpMethod.Put, $"webhook/{id}", WebhookJson.Write(draft), cancellationToken);

    /// <summary>Removes a webhook.</summary>
    public Task<ApiAnswer<ApiReply>> RemoveAsync(string id, CancellationToken cancellationToken) =>
        api.SendAsync(HttpMethod.Delete, $"webhook/{id}", null, cancellationToken);
}

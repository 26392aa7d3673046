using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Webhook;

/// <summary>
/// Copernica's REST API v3, as far as it is about webhooks: <c>POST /webhooks</c> and <c>GET</c>, <c>PUT</c> and
/// <c>DELETE /webhook/{id}</c> as documented, and <c>GET /webhooks</c>, which is not documented and may be refused.
/// </summary>
/// <param name="http">The client; its timeout is the time limit of each call. It follows no redirects, which would hand on the token.</param>
/// <param name="api">The API's address, ending in a slash.</param>
/// <param name="token">The access token; v3 takes it in the URL, so no URL is ever shown.</param>
internal sealed class CopernicaWebhooks(HttpClient http, Uri api, AccessToken token)
{
    // A list that goes on for longer than this is not one of webhooks.
    private const int MostPages = 50;

    /// <summary>Whose the token is: the call by which Copernica documents that a token can be tried.</summary>
    public Task<ApiAnswer<ApiReply>> IdentifyAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "identity", null, cancellationToken);

    /// <summary>All webhooks, if the API lists them.</summary>
    public async Task<ApiAnswer<IReadOnlyList<RegisteredWebhook>>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<RegisteredWebhook>();
        for (var page = 0; page < MostPages; page++)
        {
            var query = page == 0 ? "" : $"&start={all.Count.ToString(CultureInfo.InvariantCulture)}";
            var answer = await SendAsync(HttpMethod.Get, "webhooks", null, cancellationToken, query);
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
        var answer = await SendAsync(HttpMethod.Get, $"webhook/{id}", null, cancellationToken);
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
        var answer = await SendAsync(HttpMethod.Post, "webhooks", WebhookJson.Write(draft), cancellationToken);
        if (!answer.TryGet(out var reply, out var failure))
            return ApiAnswer<string>.Failed(failure);
        return WebhookJson.IdOf(reply) is { } id
            ? ApiAnswer<string>.Of(id)
            : ApiAnswer<string>.Unreadable("The API took the webhook but named no id, neither in X-Created nor in the answer.");
    }

    /// <summary>Changes a webhook's handler, trigger and callers.</summary>
    public Task<ApiAnswer<ApiReply>> UpdateAsync(string id, WebhookDraft draft, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, $"webhook/{id}", WebhookJson.Write(draft), cancellationToken);

    /// <summary>Removes a webhook.</summary>
    public Task<ApiAnswer<ApiReply>> RemoveAsync(string id, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"webhook/{id}", null, cancellationToken);

    private async Task<ApiAnswer<ApiReply>> SendAsync(
        HttpMethod method, string resource, JsonObject? body, CancellationToken cancellationToken, string query = "")
    {
        using var request = new HttpRequestMessage(method, new Uri(api, $"{resource}?access_token={token.InQuery}{query}"));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            // A PUT may be answered 303 See Other, which points at the changed entity.
            return response.IsSuccessStatusCode || (method == HttpMethod.Put && response.StatusCode == HttpStatusCode.SeeOther)
                ? ApiAnswer<ApiReply>.Of(new ApiReply(text, HeaderOf(response, "X-Created"), HeaderOf(response, "X-Location") ?? HeaderOf(response, "Location")))
                : ApiAnswer<ApiReply>.Failed(ApiFailures.Of(response, text, api, token));
        }
        catch (HttpRequestException failure)
        {
            return ApiAnswer<ApiReply>.Failed(ApiFailures.Unreachable(failure, api, token));
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ApiAnswer<ApiReply>.Failed(ApiFailures.TimedOut(api, http.Timeout));
        }
    }

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}

/// <summary>A successful answer.</summary>
/// <param name="Body">Its body, mostly empty but for GET.</param>
/// <param name="Created">The header X-Created: the id of what was made.</param>
/// <param name="Location">The header X-Location or Location: the address of what was made or changed.</param>
internal sealed record ApiReply(string Body, string? Created, string? Location);

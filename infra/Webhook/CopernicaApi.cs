using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Webhook;

/// <summary>
/// Calls of Copernica's REST API. With v4 the access token is changed into a JSON web token first, which is kept in memory until
/// shortly before it expires, and replaced once where the API refuses it all the same.
/// </summary>
/// <param name="http">The client; its timeout is the time limit of each call. It follows no redirects, which would hand on the token.</param>
/// <param name="address">Version and address.</param>
/// <param name="token">The access token. v3 takes it in the URL, so no URL is ever shown.</param>
/// <param name="time">The clock that expiry is compared with.</param>
internal sealed class CopernicaApi(HttpClient http, ApiAddress address, AccessToken token, TimeProvider time)
{
    /// <summary>How long before its expiry a JSON web token is replaced: time for a call, and for clocks that differ.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private JsonWebToken? _web;

    /// <summary>Calls a resource.</summary>
    /// <param name="method">GET, POST, PUT or DELETE.</param>
    /// <param name="resource">The path below the version.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    /// <param name="query">The query, without its question mark.</param>
    public async Task<ApiAnswer<ApiReply>> SendAsync(
        HttpMethod method, string resource, JsonObject? body, CancellationToken cancellationToken, string query = "")
    {
        ApiReply? reply = null;
        var failure = await CallAsync(method, resource, query, body, HttpCompletionOption.ResponseContentRead, async response =>
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            reply = new ApiReply(text, HeaderOf(response, "X-Created"), HeaderOf(response, "X-Location") ?? HeaderOf(response, "Location"));
        }, cancellationToken);
        return failure is null ? ApiAnswer<ApiReply>.Of(reply!) : ApiAnswer<ApiReply>.Failed(failure);
    }

    /// <summary>Reads a log file of Copernica's, record by record, however large it is.</summary>
    /// <param name="file">Its name, such as <c>cdm-error.2026-11-26.log</c>.</param>
    /// <param name="take">Receives each record, a JSON object.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Why the file could not be read to its end; null when it was. The records before that were received.</returns>
    public async Task<ApiFailure?> ReadLogAsync(string file, Func<JsonElement, Task> take, CancellationToken cancellationToken)
    {
        var count = 0;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await CallAsync(HttpMethod.Get, $"logfile/{file}/json", "", null, HttpCompletionOption.ResponseHeadersRead, async response =>
            {
                await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
                limit.CancelAfter(http.Timeout);
                await foreach (var record in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(content, cancellationToken: limit.Token))
                {
                    // The client's own limit ends with the headers; this one is for silence between records.
                    if (record.ValueKind != JsonValueKind.Object)
                        throw new JsonException();
                    // What is done with a record may take longer than the next one.
                    limit.CancelAfter(Timeout.InfiniteTimeSpan);
                    await take(record);
                    limit.CancelAfter(http.Timeout);
                    count++;
                }
            }, cancellationToken);
        }
        catch (Exception broken) when (broken is JsonException or IOException)
        {
            return new ApiFailure(
                count == 0 ? ApiFailureKind.Unreadable : ApiFailureKind.Unavailable,
                $"{address.Api.Authority} answered {file} with something that is no list of records, or that ends in the middle, after {count} records. Try again.");
        }
    }

    private async Task<ApiFailure?> CallAsync(
        HttpMethod method, string resource, string query, JsonObject? body, HttpCompletionOption completion, Func<HttpResponseMessage, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            for (var fresh = false; ; fresh = true)
            {
                // A token that was just issued and is refused all the same is not replaced again.
                var known = _web is not null;
                if (address.Version >= 4 && await AuthenticateAsync(fresh, cancellationToken) is { } refusal)
                    return refusal;
                using var request = RequestOf(method, resource, query, body);
                using var response = await http.SendAsync(request, completion, cancellationToken);
                if (response.StatusCode == HttpStatusCode.Unauthorized && address.Version >= 4 && known && !fresh)
                    continue;
                // A PUT may be answered 303 See Other, which points at the changed entity.
                if (!response.IsSuccessStatusCode && !(method == HttpMethod.Put && response.StatusCode == HttpStatusCode.SeeOther))
                    return ApiFailures.Of(response, Redact(await response.Content.ReadAsStringAsync(cancellationToken)), address.Api, token, address.Version);
                await read(response);
                return null;
            }
        }
        catch (HttpRequestException failure)
        {
            return ApiFailures.Unreachable(failure, address.Api, token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ApiFailures.TimedOut(address.Api, http.Timeout);
        }
    }

    private HttpRequestMessage RequestOf(HttpMethod method, string resource, string query, JsonObject? body)
    {
        var parameters = address.Version >= 4 ? query : $"access_token={token.InQuery}{(query.Length > 0 ? "&" : "")}{query}";
        var request = new HttpRequestMessage(method, new Uri(address.Api, parameters.Length > 0 ? $"{resource}?{parameters}" : resource));
        if (address.Version >= 4)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _web!.Value);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return request;
    }

    // Changes the access token into a JSON web token, unless there is one that lasts long enough.
    private async Task<ApiFailure?> AuthenticateAsync(bool replace, CancellationToken cancellationToken)
    {
        if (!replace && _web?.Expires - Margin > time.GetUtcNow())
            return null;
        try
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("access_token", token.InForm)]);
            using var response = await http.PostAsync(address.Authentication, form, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
                return ApiFailures.NotAuthenticated(response, text, address.Authentication, token);
            return JsonWebToken.TryParse(text, out _web) ? null : ApiFailures.NoWebToken(address.Authentication);
        }
        catch (HttpRequestException failure)
        {
            return ApiFailures.Unreachable(failure, address.Authentication, token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ApiFailures.TimedOut(address.Authentication, http.Timeout);
        }
    }

    private string Redact(string text) => _web is null ? text : text.Replace(_web.Value, "[JSON web token]", StringComparison.Ordinal);

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}

/// <summary>A successful answer.</summary>
/// <param name="Body">Its body, mostly empty but for GET.</param>
/// <param name="Created">The header X-Created: the id of what was made.</param>
/// <param name="Location">The header X-Location or Location: the address of what was made or changed.</param>
internal sealed record ApiReply(string Body, string? Created, string? Location);

using System.Net;

namespace FailureFunctions.Infra.Webhook;

/// <summary>Says what a failed call means and what to fix, without the URL, in which the token stands.</summary>
internal static class ApiFailures
{
    /// <summary>An answer that is no success.</summary>
    public static ApiFailure Of(HttpResponseMessage response, string body, Uri api, AccessToken token)
    {
        var status = (int)response.StatusCode;
        var said = WebhookJson.ErrorOf(body) is { } message ? $" Copernica says: “{token.Redact(message)}”." : "";
        var answered = $"{api.Authority} answered {status} {response.ReasonPhrase}.{said}";
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new(ApiFailureKind.NotAllowed, $"{answered} The access token is not known: it was mistyped, or withdrawn. Copernica's dashboard shows it under your linked application."),
            HttpStatusCode.Forbidden => new(ApiFailureKind.NotAllowed, $"{answered} The access token may not do this: link the application to this account, with the right to manage webhooks."),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone or HttpStatusCode.NotImplemented =>
                new(ApiFailureKind.NotFound, $"{answered} There is no such webhook in this token's account, or no such call in this version of the API."),
            HttpStatusCode.TooManyRequests => new(ApiFailureKind.Unavailable, $"{answered} Too many calls: {WaitOf(response)}"),
            HttpStatusCode.RequestTimeout => new(ApiFailureKind.Unavailable, $"{answered} Try again."),
            _ when status >= 500 => new(ApiFailureKind.Unavailable, $"{answered} The fault is on the other side: {WaitOf(response)}"),
            _ when status is >= 300 and < 400 => new(ApiFailureKind.Refused, $"{answered} Redirects are not followed, since the token would go with them: give the API's own address with --api."),
            _ => new(ApiFailureKind.Refused, said.Length > 0 ? answered : $"{answered} It does not say why; look at the token and at what was asked."),
        };
    }

    /// <summary>No connection, or one that broke.</summary>
    public static ApiFailure Unreachable(HttpRequestException failure, Uri api, AccessToken token) =>
        failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
            ? new(ApiFailureKind.Unreadable, $"{api.Authority} answered more than this command reads: that is no answer of Copernica's API; look at --api.")
            : new(ApiFailureKind.NoAnswer, $"No answer from {api.Authority}: {token.Redact(failure.Message).TrimEnd('.')}. Look at the network, a proxy, and --api if you gave it.");

    /// <summary>No answer in time.</summary>
    public static ApiFailure TimedOut(Uri api, TimeSpan limit) =>
        new(ApiFailureKind.NoAnswer, FormattableString.Invariant($"No answer from {api.Authority} within {limit.TotalSeconds:0.#} s. Try again; if it stays, look at the network."));

    private static string WaitOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) && int.TryParse(values.ToString(), out var seconds)
            ? $"try again after {seconds} s."
            : "try again in a few minutes.";
}

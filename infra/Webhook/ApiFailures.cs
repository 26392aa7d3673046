using System.Net;

namespace FailureFunctions.Infra.Webhook;

/// <summary>Says what a failed call means and what to fix, without the URL, in which the token stands.</summary>
internal static class ApiFailures
{
    private const string WhereTheTokenIs = "Marketing Suite shows it under API access tokens.";

    /// <summary>An answer that is no success.</summary>
    public static ApiFailure Of(HttpResponseMessage response, string body, Uri api, AccessToken token, int version)
    {
        var status = (int)response.StatusCode;
        var said = SaidBy(body, token);
        var answered = $"{api.Authority} answered {status} {response.ReasonPhrase}.{said}";
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized when version >= 4 => new(ApiFailureKind.NotAllowed, $"{answered} The JSON web token, just issued, is refused: was the access token withdrawn, and is it one of this account?"),
            HttpStatusCode.Unauthorized => new(ApiFailureKind.NotAllowed, $"{answered} The access token is not known: it was mistyped, withdrawn, or restricted to v4 (then leave out --api-version 3). {WhereTheTokenIs}"),
            HttpStatusCode.Forbidden => new(ApiFailureKind.NotAllowed, $"{answered} The access token may not do this: link the application to this account, with the right to manage webhooks."),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone or HttpStatusCode.NotImplemented =>
                new(ApiFailureKind.NotFound, $"{answered} There is no such webhook or log file in this token's account, or no such call in this version of the API."),
            _ => Common(response, answered, said),
        };
    }

    /// <summary>The access token was not changed into a JSON web token.</summary>
    public static ApiFailure NotAuthenticated(HttpResponseMessage response, string body, Uri authentication, AccessToken token)
    {
        var status = (int)response.StatusCode;
        var said = SaidBy(body, token);
        var answered = $"{authentication.Authority} answered {status} {response.ReasonPhrase}.{said}";
        return status is 400 or 401 or 403
            ? new(ApiFailureKind.NotAllowed, $"{answered} The access token is not known: it was mistyped, has expired or was withdrawn. {WhereTheTokenIs}")
            : Common(response, answered, said);
    }

    /// <summary>The authentication service answered with something else than a token.</summary>
    public static ApiFailure NoWebToken(Uri authentication) => new(
        ApiFailureKind.NotAllowed,
        $"{authentication.Authority} answered with something that is no JSON web token: look at --authenticate if you gave it, and at a proxy; otherwise try again later.");

    /// <summary>No connection, or one that broke.</summary>
    public static ApiFailure Unreachable(HttpRequestException failure, Uri api, AccessToken token) =>
        failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
            ? new(ApiFailureKind.Unreadable, $"{api.Authority} answered more than this command reads: that is no answer of Copernica's API; look at --api.")
            : new(ApiFailureKind.NoAnswer, $"No answer from {api.Authority}: {token.Redact(failure.Message).TrimEnd('.')}. Look at the network, a proxy, and --api if you gave it.");

    /// <summary>No answer in time.</summary>
    public static ApiFailure TimedOut(Uri api, TimeSpan limit) =>
        new(ApiFailureKind.NoAnswer, FormattableString.Invariant($"No answer from {api.Authority} within {limit.TotalSeconds:0.#} s. Try again; if it stays, look at the network."));

    private static ApiFailure Common(HttpResponseMessage response, string answered, string said)
    {
        var wait = WaitOf(response);
        return (int)response.StatusCode switch
        {
            429 => new(ApiFailureKind.Unavailable, $"{answered} Too many calls: {Again(wait)}") { RetryAfter = wait },
            408 => new(ApiFailureKind.Unavailable, $"{answered} Try again."),
            >= 500 => new(ApiFailureKind.Unavailable, $"{answered} The fault is on the other side: {Again(wait)}") { RetryAfter = wait },
            >= 300 and < 400 => new(ApiFailureKind.Refused, $"{answered} Redirects are not followed, since the token would go with them: give the API's own address with --api."),
            _ => new(ApiFailureKind.Refused, said.Length > 0 ? answered : $"{answered} It does not say why; look at the token and at what was asked."),
        };
    }

    private static string SaidBy(string body, AccessToken token) =>
        WebhookJson.ErrorOf(body) is { } message ? $" Copernica says: “{token.Redact(message)}”." : "";

    private static string Again(TimeSpan? wait) => wait is { } time ? $"try again after {time.TotalSeconds:0} s." : "try again in a few minutes.";

    private static TimeSpan? WaitOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) && uint.TryParse(values.ToString(), out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

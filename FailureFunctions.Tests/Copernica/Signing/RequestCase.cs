using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>A request of the matrix.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Request">The request.</param>
/// <param name="Expected">The check it is to fail; null for a valid request, and where any check will do.</param>
internal sealed record RequestCase(string Name, WebhookRequest Request, AuthenticationFailure? Expected = null)
{
    /// <summary>
    /// Whether an HTTP client can send it and a server will hand it on: no line breaks or characters beyond ASCII in headers,
    /// a Host of one name, the method POST, a target that needs no escaping, and not more than a header may hold.
    /// </summary>
    public bool IsTransmissible =>
        Request.Method == "POST"
        && Request.Headers["Host"] is { } host && Uri.TryCreate($"http://{host}", UriKind.Absolute, out var uri)
        && string.Equals(uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}", host, StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate($"http://{host}{Request.Target}", UriKind.Absolute, out var url) && url.PathAndQuery == Request.Target
        && Request.Headers.Fields.Values.All(value => value.Length < 6000 && value.All(c => c is '\t' or (>= ' ' and < '\x7f')))
        && (Request.Headers["Content-Length"] is not { } length || length == Request.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public override string ToString() => Name;
}

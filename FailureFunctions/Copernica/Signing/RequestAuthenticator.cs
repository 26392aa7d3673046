using Microsoft.Extensions.Options;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Tells Copernica's requests from everybody else's. What costs least is checked first, so that a forgery is turned away
/// before it costs a look at DNS or the work of a verification: host, account, date, signature header, digest, key,
/// signature. <c>docs/security.md</c> says why. Safe for use by many threads.
/// </summary>
internal sealed class RequestAuthenticator
{
    private readonly AuthenticationPolicy _policy;
    private readonly IPublicKeySource _keys;
    private readonly TimeProvider _time;

    /// <summary>Takes the settings over.</summary>
    /// <param name="options">Valid settings.</param>
    /// <param name="keys">Where the keys come from.</param>
    /// <param name="time">The clock.</param>
    public RequestAuthenticator(IOptions<CopernicaOptions> options, IPublicKeySource keys, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _policy = new AuthenticationPolicy(options.Value);
        _keys = keys;
        _time = time;
    }

    /// <summary>Checks a request. Nothing in a request makes it throw.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends a wait for the key.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public ValueTask<Authentication> AuthenticateAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = request.Headers;
        var signed = headers.TryGet("Signature", out var header) && _policy.Mode != SignatureMode.Off;
        if (!signed && _policy.Mode == SignatureMode.Required)
            return Refuse(SignatureMissing);

        var host = HostOf(headers);
        if (CheckHost(host) is { } wrongHost)
            return Refuse(wrongHost);
        if (CheckAccount(headers, signed, out var account) is { } wrongAccount)
            return Refuse(wrongAccount);
        var digest = headers["Digest"];
        if (!signed)
            return digest is not null && BodyDigest.Check(digest, request.Body.Span) is { } wrongBody
                ? Refuse(wrongBody)
                : ValueTask.FromResult<Authentication>(new Authentication.Authenticated(account, null, null));

        var now = _time.GetUtcNow();
        if (CheckDate(headers, now, out var date) is { } wrongDate)
            return Refuse(wrongDate);
        if (digest is null)
            return Refuse(DigestMissing);
        if (RequestSignature.TryRead(
                header!, request, host, now - _policy.MaxClockSkew, now + _policy.MaxClockSkew, out var signature) is { } flaw)
            return Refuse(flaw);
        if (BodyDigest.Check(digest, request.Body.Span) is { } wrongDigest)
            return Refuse(wrongDigest);
        return VerifyAsync(signature!, account, date, cancellationToken);
    }

    private async ValueTask<Authentication> VerifyAsync(
        RequestSignature signature, AccountId account, DateTimeOffset date, CancellationToken cancellationToken)
    {
        var lookup = await _keys.FindAsync(signature.KeyId, cancellationToken);
        if (lookup is KeyLookup.Found found && !signature.Fits(found.Keys))
        {
            lookup = await _keys.FindAgainAsync(signature.KeyId, found, cancellationToken);
            if (lookup is KeyLookup.Found again && (ReferenceEquals(again, found) || !signature.Fits(again.Keys)))
                return new Authentication.Refused(SignatureMismatch);
        }

        return lookup switch
        {
            KeyLookup.Found => new Authentication.Authenticated(account, date, signature.Fingerprint),
            KeyLookup.Refused refused => new Authentication.Refused(refused.Cause),
            KeyLookup.Unavailable later => new Authentication.KeyUnavailable(later.Reason, WholeSeconds(later.RetryAfter)),
            _ => throw new InvalidOperationException($"{lookup.GetType()} is no known result."),
        };
    }

    // Retry-After has no fractions (RFC 9110, section 10.2.3).
    private static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(time.TotalSeconds)));

    private static ValueTask<Authentication> Refuse(AuthenticationFailure cause) =>
        ValueTask.FromResult<Authentication>(new Authentication.Refused(cause));

    private string? HostOf(WebhookHeaders headers)
    {
        if (_policy.HostHeader is { } name && headers[name] is { } original)
            // A chain of proxies lists them; the first is what the sender called.
            return original.Split(',', 2)[0].Trim();
        return headers["Host"];
    }

    private AuthenticationFailure? CheckHost(string? host) =>
        string.IsNullOrWhiteSpace(host) ? (_policy.Mode == SignatureMode.Required ? HostMissing : null)
        : _policy.IsOurs(host) ? null
        : HostUnknown;

    private AuthenticationFailure? CheckAccount(WebhookHeaders headers, bool required, out AccountId account)
    {
        account = AccountId.Unknown;
        if (!headers.TryGet("X-Copernica-ID", out var text))
            return required ? AccountMissing : null;
        if (!AccountId.TryParse(text, out account))
            return AccountMalformed;
        return _policy.IsOurs(account) ? null : AccountUnknown;
    }

    private AuthenticationFailure? CheckDate(WebhookHeaders headers, DateTimeOffset now, out DateTimeOffset date)
    {
        date = default;
        if (!headers.TryGet("Date", out var text))
            return DateMissing;
        if (!HttpDate.TryParse(text, now, out date))
            return DateMalformed;
        return now - date > _policy.MaxClockSkew ? DateTooOld
            : date - now > _policy.MaxClockSkew ? DateInFuture
            : null;
    }
}

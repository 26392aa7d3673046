using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Options;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Decides whether a request is Copernica's. The cheapest checks come first, so that a forgery is refused before it costs a
/// DNS query or a verification; docs/security.md says why each check exists. Safe for concurrent use.
/// </summary>
internal sealed class RequestAuthenticator(IOptions<CopernicaOptions> options, SigningKeys keys, TimeProvider time)
{
    // The three formats of RFC 9110, section 5.6.7 (two-digit years up to 2049), and variants of the zone: a numeric one, as
    // in mail (RFC 5322), is likely from senders that format dates for mail all day.
    private static readonly string[] DateFormats =
    [
        "ddd, d MMM yyyy HH:mm:ss 'GMT'",
        "ddd, d MMM yyyy HH:mm:ss 'UTC'",
        "ddd, d MMM yyyy HH:mm:ss zzz",
        "ddd MMM d HH:mm:ss yyyy",
        "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
    ];

    private readonly CopernicaOptions _options = options.Value;
    private readonly HostNames _hosts = new(options.Value.Hosts);
    private readonly FrozenSet<AccountId> _accounts = options.Value.Accounts
        .Select(text => AccountId.TryParse(text, out var account)
            ? account
            : throw new ArgumentException($"\"{text}\" is not an account.", nameof(options)))
        .ToFrozenSet();

    // The validator requires hosts and accounts in Required mode; if that ever failed, nobody would be accepted.
    private bool EmptyMeansAny => _options.Signature != SignatureMode.Required;

    /// <summary>Checks a request. Nothing in a request makes it throw.</summary>
    /// <exception cref="OperationCanceledException">The wait for the key was cancelled.</exception>
    public ValueTask<Authentication> AuthenticateAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var headers = request.Headers;
        var header = _options.Signature == SignatureMode.Off ? null : headers["Signature"];
        if (header is null && _options.Signature == SignatureMode.Required)
            return Refuse(SignatureMissing);

        var host = HostOf(headers);
        if (CheckHost(host) is { } wrongHost)
            return Refuse(wrongHost);
        if (CheckAccount(headers, required: header is not null, out var account) is { } wrongAccount)
            return Refuse(wrongAccount);
        var digest = headers["Digest"];
        if (header is null)
            return digest is not null && BodyDigest.Check(digest, request.Body.Span) is { } wrongBody
                ? Refuse(wrongBody)
                : ValueTask.FromResult<Authentication>(new Authentication.Authenticated(account, null, null));

        var now = time.GetUtcNow();
        if (CheckDate(headers, now, out var date) is { } wrongDate)
            return Refuse(wrongDate);
        if (digest is null)
            return Refuse(DigestMissing);
        if (RequestSignature.TryRead(
                header, request, host, now - _options.MaxClockSkew, now + _options.MaxClockSkew, out var signature) is { } flaw)
            return Refuse(flaw);
        if (BodyDigest.Check(digest, request.Body.Span) is { } wrongDigest)
            return Refuse(wrongDigest);
        return VerifyAsync(signature!, account, date, cancellationToken);
    }

    private async ValueTask<Authentication> VerifyAsync(
        RequestSignature signature, AccountId account, DateTimeOffset date, CancellationToken cancellationToken)
    {
        var lookup = await keys.FindAsync(signature.KeyId, cancellationToken);
        if (lookup is KeyLookup.Found found && !signature.Fits(found.Keys))
        {
            lookup = await keys.FindAgainAsync(signature.KeyId, found, cancellationToken);
            if (lookup is KeyLookup.Found again && (ReferenceEquals(again, found) || !signature.Fits(again.Keys)))
                return new Authentication.Refused(SignatureMismatch);
        }

        if (lookup is KeyLookup.Found)
            keys.NoteVerified(signature.KeyId);
        return lookup switch
        {
            KeyLookup.Found => new Authentication.Authenticated(account, date, signature.Fingerprint),
            KeyLookup.Refused refused => new Authentication.Refused(refused.Cause),
            KeyLookup.Unavailable later => new Authentication.KeyUnavailable(
                later.Reason, TimeSpan.FromSeconds(Math.Ceiling(later.RetryAfter.TotalSeconds))), // Retry-After has no fractions.
            _ => throw new InvalidOperationException($"{lookup.GetType()} is not a known result."),
        };
    }

    private static ValueTask<Authentication> Refuse(AuthenticationFailure cause) =>
        ValueTask.FromResult<Authentication>(new Authentication.Refused(cause));

    // A chain of proxies lists the hosts; the sender called the first.
    private string? HostOf(WebhookHeaders headers) =>
        _options.HostHeader is { Length: > 0 } name && headers[name] is { } original
            ? original.Split(',', 2)[0]
            : headers["Host"];

    private AuthenticationFailure? CheckHost(string? host) =>
        string.IsNullOrWhiteSpace(host) ? (_options.Signature == SignatureMode.Required ? HostMissing : null)
        : _hosts.Contains(host) || (_hosts.IsEmpty && EmptyMeansAny) ? null
        : HostUnknown;

    private AuthenticationFailure? CheckAccount(WebhookHeaders headers, bool required, out AccountId account)
    {
        account = AccountId.Unknown;
        if (headers["X-Copernica-ID"] is not { } text)
            return required ? AccountMissing : null;
        if (!AccountId.TryParse(text, out account))
            return AccountMalformed;
        return _accounts.Contains(account) || (_accounts.Count == 0 && EmptyMeansAny) ? null : AccountUnknown;
    }

    private AuthenticationFailure? CheckDate(WebhookHeaders headers, DateTimeOffset now, out DateTimeOffset date)
    {
        date = default;
        if (headers["Date"] is not { } text)
            return DateMissing;
        if (!DateTimeOffset.TryParseExact(
                text.Trim(' ', '\t'), DateFormats, CultureInfo.InvariantCulture,
                DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date))
            return DateMalformed;
        return now - date > _options.MaxClockSkew ? DateTooOld
            : date - now > _options.MaxClockSkew ? DateInFuture
            : null;
    }
}

/// <summary>
/// A set of hosts to compare Host headers with: in any case, with or without the root's dot. A host without a port stands
/// for the default ports, 80 and 443.
/// </summary>
internal sealed class HostNames(IEnumerable<string> hosts)
{
    private readonly FrozenSet<string> _hosts = hosts.Select(Normalise).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool IsEmpty => _hosts.Count == 0;

    public bool Contains(string host) => _hosts.Contains(Normalise(host.Trim(' ', '\t')));

    private static string Normalise(string host)
    {
        var colon = host.LastIndexOf(':');
        var (name, port) = colon < 0 ? (host, "") : (host[..colon], host[colon..]);
        if (name.EndsWith('.'))
            name = name[..^1];
        return port is ":" or ":80" or ":443" ? name : name + port;
    }
}

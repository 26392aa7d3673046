using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Copernica;

/// <summary>The settings <c>Copernica__…</c>: whose notifications are accepted. docs/settings.md describes each.</summary>
internal sealed partial class CopernicaOptions : IValidatableObject
{
    public const string Section = "Copernica";

    /// <summary>As in X-Copernica-ID (<c>account_1234</c>). Required with <see cref="SignatureMode.Required"/>; otherwise empty means any.</summary>
    public IList<string> Accounts { get; set; } = [];

    [Description("Required, Optional or Off")]
    public SignatureMode Signature { get; set; } = SignatureMode.Required;

    /// <summary>
    /// The host names of the webhook's URL; without a port, the default ports. Required with <see cref="SignatureMode.Required"/>;
    /// otherwise empty means any.
    /// </summary>
    public IList<string> Hosts { get; set; } = [];

    /// <summary>The header in which the operator's own proxy passes on the original Host; empty is the Host header itself.</summary>
    [RegularExpression("[A-Za-z0-9_-]*", ErrorMessage = "not a header name; write one such as X-Forwarded-Host.")]
    public string HostHeader { get; set; } = "";

    /// <summary>How far the signed Date may be from this machine's clock, in either direction.</summary>
    [Description("hh:mm:ss, such as 00:05:00")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "out of bounds; write 00:00:01 to 1.00:00:00, such as 00:05:00.")]
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The domain whose real subdomains may publish signing keys.</summary>
    public string KeyDomain { get; set; } = "copernica.com";

    /// <summary>IP addresses, each with an optional port (<c>10.0.0.4</c>, <c>[::1]:5353</c>); none for those of the system.</summary>
    public IList<string> NameServers { get; set; } = [];

    /// <summary>Public RSA keys in PEM by keyId, trusted without DNS whatever their domain; for tests and local use.</summary>
    [Description("keyId=PEM")]
    public IDictionary<string, string> TrustedKeys { get; set; } = new Dictionary<string, string>();

    /// <summary>Whether delay warnings and automatic replies are kept for a week; else they are only counted.</summary>
    [Description("true or false")]
    public bool KeepNotices { get; set; }

    /// <summary>What becomes of notifications of type <c>delivery</c>.</summary>
    [Description("Refuse or ClearStrikes")]
    public DeliveryMode Deliveries { get; set; } = DeliveryMode.Refuse;

    /// <summary>Contents by name of files that prove to Copernica that the host is the operator's. <c>.txt</c> is added to a name without it.</summary>
    [Description("name=content")]
    public IDictionary<string, string> OwnershipFiles
    {
        get;
        set
        {
            field = new Dictionary<string, string>();
            // Of two entries with the same name the last one counts.
            foreach (var (file, content) in value)
                field[file.EndsWith(".txt", StringComparison.Ordinal) ? file : $"{file}.txt"] = content;
        }
    }
        = new Dictionary<string, string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Needed(nameof(Accounts), Accounts, "account_1234, the account as Copernica's X-Copernica-ID names it"),
        .. Needed(nameof(Hosts), Hosts, "failures.example.com, the host of the webhook's URL"),
        .. Each(nameof(Accounts), Accounts, text => AccountId.TryParse(text, out _), "is not an account; write kind and number, such as account_1234"),
        .. Each(nameof(Hosts), Hosts, IsHost, "is not a host; write failures.example.com or localhost:7071, without scheme or path"),
        .. Each(nameof(NameServers), NameServers, text => NameServer.TryParse(text, out _),
            "is not a name server; write an IP address with an optional port, such as 10.0.0.4 or 10.0.0.4:5353"),
        .. Each(nameof(KeyDomain), [KeyDomain], text => KeyId.TryParse(text, out _), "is not a domain; write one such as copernica.com"),
        .. TrustedKeys.SelectMany(key => FaultsOf(key.Key, key.Value).Select(fault => new ValidationResult(fault, [$"{nameof(TrustedKeys)}__{Shown(key.Key)}"]))),
        .. OwnershipFiles.Keys.Where(file => !FileName().IsMatch(file)).Select(file => new ValidationResult(
            "not the name of a text file; write it as Copernica gives it, such as smtpeter-abcde.txt.",
            [$"{nameof(OwnershipFiles)}__{file}"])),
    ];

    private IEnumerable<ValidationResult> Needed(string setting, IList<string> values, string example) =>
        Signature == SignatureMode.Required && values.Count == 0
            ? [new($"missing; write {example}. Several are separated by commas.", [setting])]
            : [];

    private static IEnumerable<ValidationResult> Each(string setting, IEnumerable<string> values, Func<string, bool> isValid, string hint) =>
        values.Where(value => !isValid(value)).Select(value => new ValidationResult($"\"{Shown(value)}\" {hint}.", [setting]));

    // What may be a secret is not shown: the query of a URL has the function key, and a key in PEM may be in the wrong place.
    private static string Shown(string text) =>
        text.Contains("-----", StringComparison.Ordinal) ? "…" : text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? $"{text[..query]}…" : text;

    private static IEnumerable<string> FaultsOf(string keyId, string pem)
    {
        if (!KeyId.TryParse(keyId, out _))
            yield return "the name is not a DNS name; write one such as test._domainkey.copernica.com.";
        if (!PublicKeyPem.TryRead(pem, out _, out var error))
            yield return $"the key {error}";
    }

    private static bool IsHost(string text) =>
        Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var uri)
        && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\.txt\z")]
    private static partial Regex FileName();
}

internal enum SignatureMode
{
    /// <summary>Only requests that Copernica signed are accepted.</summary>
    Required,

    /// <summary>Unsigned requests are accepted too; a wrong signature is refused. For trying things out.</summary>
    Optional,

    /// <summary>Signatures are ignored. For a machine that nobody else can reach.</summary>
    Off,
}

internal enum DeliveryMode
{
    /// <summary>Refused like any type that is not read.</summary>
    Refuse,

    /// <summary>A delivery ends the probation and the strikes of its address.</summary>
    ClearStrikes,
}

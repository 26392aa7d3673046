using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica;

/// <summary>Checks the settings at start. Each message names the setting and says how to fix it.</summary>
internal sealed class CopernicaOptionsValidator : IValidateOptions<CopernicaOptions>
{
    private static readonly TimeSpan LongestSkew = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CopernicaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> errors =
        [
            .. options.Unreadable,
            .. Required("Accounts", options.Accounts, "account_1234, the account as Copernica's X-Copernica-ID names it", options),
            .. Required("Hosts", options.Hosts, "failures.example.com, the host of the webhook's URL", options),
            .. Each("Accounts", options.Accounts, text => AccountId.TryParse(text, out _),
                "is not an account; write kind and number, such as account_1234"),
            .. Each("Hosts", options.Hosts, IsHost, "is not a host; write failures.example.com or localhost:7071, without scheme or path"),
            .. Each("NameServers", options.NameServers, text => NameServer.TryParse(text, out _),
                "is not a name server; write an IP address with an optional port, such as 10.0.0.4 or 10.0.0.4:5353"),
            .. Each("KeyDomain", [options.KeyDomain], text => KeyId.TryParse(text, out _),
                "is not a domain; write one such as copernica.com"),
            .. TrustedKeys(options.TrustedKeys),
            .. OwnershipFiles(options.OwnershipFiles),
        ];
        if (options.MaxClockSkew < TimeSpan.FromSeconds(1) || options.MaxClockSkew > LongestSkew)
            errors.Add($"Copernica__MaxClockSkew: {options.MaxClockSkew} is out of bounds; write 00:00:01 to 1.00:00:00, such as 00:05:00.");
        if (options.HostHeader.Trim().AsSpan().ContainsAnyExcept(HeaderNameCharacters))
            errors.Add($"Copernica__HostHeader: \"{options.HostHeader}\" is not a header name; write one such as X-Forwarded-Host.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static readonly System.Buffers.SearchValues<char> HeaderNameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private static IEnumerable<string> Required(string setting, IList<string> values, string example, CopernicaOptions options) =>
        options.Signature == SignatureMode.Required && values.Count == 0
            ? [$"Copernica__{setting}: missing; write {example}. Several are separated by commas."]
            : [];

    private static IEnumerable<string> Each(string setting, IEnumerable<string> values, Func<string, bool> valid, string hint) =>
        values.Where(value => !valid(value)).Select(value => $"Copernica__{setting}: \"{value}\" {hint}.");

    private static bool IsHost(string text) =>
        !text.Contains('*', StringComparison.Ordinal)
        && Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var uri)
        && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;

    private static IEnumerable<string> TrustedKeys(IDictionary<string, string> keys)
    {
        foreach (var (name, pem) in keys)
        {
            if (!KeyId.TryParse(name, out _))
                yield return $"Copernica__TrustedKeys__{name}: the name is not a DNS name; write one such as test._domainkey.copernica.com.";
            if (!PublicKeyPem.TryRead(pem, out _, out var error))
                yield return $"Copernica__TrustedKeys__{name}: the key {error}";
        }
    }

    private static IEnumerable<string> OwnershipFiles(IDictionary<string, string> files) =>
        files.Keys
            .Where(file => !file.EndsWith(".txt", StringComparison.Ordinal) || file.Length == 4
                || file.AsSpan().ContainsAnyExcept(FileNameCharacters))
            .Select(file => $"Copernica__OwnershipFiles__{file}: not the name of a text file; write it as Copernica gives it, such as smtpeter-abcde.txt.");

    private static readonly System.Buffers.SearchValues<char> FileNameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
}

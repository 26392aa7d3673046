using System.Collections.Frozen;

namespace FailureFunctions.Copernica.Signing;

/// <summary>The settings of <see cref="CopernicaOptions"/> that decide about a request, read once.</summary>
internal sealed class AuthenticationPolicy
{
    private readonly FrozenSet<AccountId> _accounts;
    private readonly HostNames _hosts;

    /// <summary>Reads the settings.</summary>
    /// <param name="options">Valid settings (<see cref="CopernicaOptionsValidator"/>).</param>
    public AuthenticationPolicy(CopernicaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Mode = options.Signature;
        MaxClockSkew = options.MaxClockSkew;
        HostHeader = string.IsNullOrWhiteSpace(options.HostHeader) ? null : options.HostHeader.Trim();
        _hosts = new HostNames(options.Hosts);
        _accounts = options.Accounts
            .Select(text => AccountId.TryParse(text, out var account)
                ? account
                : throw new ArgumentException($"\"{text}\" is no account.", nameof(options)))
            .ToFrozenSet();
    }

    /// <summary>What to do about signatures.</summary>
    public SignatureMode Mode { get; }

    /// <summary>How far Date may lie from now.</summary>
    public TimeSpan MaxClockSkew { get; }

    /// <summary>Where a proxy puts the original Host; null when none is believed.</summary>
    public string? HostHeader { get; }

    /// <summary>Whether an account is ours.</summary>
    /// <param name="account">The account.</param>
    public bool IsOurs(AccountId account) => _accounts.Contains(account) || (_accounts.Count == 0 && MayBeEmpty);

    /// <summary>Whether a host is ours.</summary>
    /// <param name="host">The value of a Host header.</param>
    public bool IsOurs(ReadOnlySpan<char> host) => _hosts.Contains(host) || (_hosts.IsEmpty && MayBeEmpty);

    // The check at start sees to it that the lists are not empty; should it ever not, nobody gets in.
    private bool MayBeEmpty => Mode != SignatureMode.Required;
}

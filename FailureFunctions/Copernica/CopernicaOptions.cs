using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Copernica;

/// <summary>
/// The settings <c>Copernica__…</c>: whom to let in. Lists are separated by commas, semicolons or blanks, or numbered
/// (<c>Copernica__Accounts__0</c>). All are checked at start (<see cref="CopernicaOptionsValidator"/>).
/// </summary>
internal sealed class CopernicaOptions
{
    /// <summary>The configuration section: <c>Copernica</c>.</summary>
    public const string Section = "Copernica";

    /// <summary>
    /// <c>Copernica__Accounts</c>: the accounts whose notifications are taken, as in X-Copernica-ID (<c>account_1234</c>).
    /// Required when <see cref="Signature"/> is <see cref="SignatureMode.Required"/>; otherwise empty means any. Default: none.
    /// </summary>
    public IList<string> Accounts { get; init; } = [];

    /// <summary><c>Copernica__Signature</c>: what to do about signatures. Default: <see cref="SignatureMode.Required"/>.</summary>
    public SignatureMode Signature { get; set; } = SignatureMode.Required;

    /// <summary>
    /// <c>Copernica__Hosts</c>: the host names of the webhook's URL. One without a port stands for the default ports.
    /// Required when <see cref="Signature"/> is <see cref="SignatureMode.Required"/>; otherwise empty means any. Default: none.
    /// </summary>
    public IList<string> Hosts { get; init; } = [];

    /// <summary>
    /// <c>Copernica__HostHeader</c>: the header in which a proxy of your own hands on the Host that Copernica called, such as
    /// <c>X-Forwarded-Host</c>. Default: empty, which is the Host header itself.
    /// </summary>
    public string HostHeader { get; set; } = "";

    /// <summary>
    /// <c>Copernica__MaxClockSkew</c>: how far the signed Date may lie before or after this machine's clock, as
    /// <c>hh:mm:ss</c>, 1 second to 1 day. Default: 5 minutes.
    /// </summary>
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// <c>Copernica__KeyDomain</c>: the domain whose real subdomains may publish signing keys. Default: <c>copernica.com</c>.
    /// </summary>
    public string KeyDomain { get; set; } = "copernica.com";

    /// <summary>
    /// <c>Copernica__NameServers</c>: IP addresses of the DNS servers to ask, each with an optional port
    /// (<c>10.0.0.4</c>, <c>127.0.0.1:5353</c>, <c>[::1]:5353</c>). Default: none, which is those of the system.
    /// </summary>
    public IList<string> NameServers { get; init; } = [];

    /// <summary>
    /// <c>Copernica__TrustedKeys__{keyId}</c>: public RSA keys in PEM that are trusted without asking DNS, whatever their
    /// domain; for tests and local use. <c>\n</c> may stand for a line break. Where a setting's name cannot hold dots, number
    /// it: <c>Copernica__TrustedKeys__0</c> = <c>keyId=PEM</c>. Default: none.
    /// </summary>
    public IDictionary<string, string> TrustedKeys { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// <c>Copernica__OwnershipFiles__{name}</c>: files that prove to Copernica that the host is yours: name, ending in
    /// <c>.txt</c>, and content. A name given without <c>.txt</c> gets it; where a setting's name cannot hold dots or dashes,
    /// number it: <c>Copernica__OwnershipFiles__0</c> = <c>name=content</c>. Names are compared case by case. Default: none.
    /// </summary>
    public IDictionary<string, string> OwnershipFiles { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What could not be read at all from the configuration, one message per setting.</summary>
    internal List<string> Unreadable { get; } = [];
}

using System.Diagnostics.CodeAnalysis;

namespace FailureFunctions.Infra.Webhook;

/// <summary>The address that Copernica is to call. Its query may hold a function key, which is never shown.</summary>
internal sealed class HandlerUrl
{
    /// <summary>The environment variable with the function key, for those who keep keys off the command line.</summary>
    public const string KeyVariable = "FUNCTION_KEY";

    /// <summary>The events that the app takes; deliveries only with <c>Copernica__Deliveries=ClearStrikes</c>.</summary>
    public static IReadOnlyList<string> OurTriggers { get; } = ["failure", "bounce", "abuse", "delivery"];

    private const string KeyParameter = "code";
    private const string OurFunction = "failures";

    private readonly Uri _url;

    private HandlerUrl(Uri url) => _url = url;

    /// <summary>The address as it is sent.</summary>
    public string Value => _url.OriginalString;

    /// <summary>The address without its query: what may be shown and kept.</summary>
    public string WithoutQuery => _url.GetLeftPart(UriPartial.Path);

    /// <summary>Whether the path is that of the app's own function, <c>…/failures</c>.</summary>
    public bool IsOurs => _url.Segments[^1].TrimEnd('/').Equals(OurFunction, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="functionKey">A key to add where the address is ours and has none.</param>
    /// <param name="handler">The address.</param>
    /// <param name="error">What is wrong with it; without its query.</param>
    public static bool TryParse(string text, string? functionKey, [NotNullWhen(true)] out HandlerUrl? handler, [NotNullWhen(false)] out string? error)
    {
        handler = null;
        error = Problem(text, out var url);
        if (error is not null)
            return false;
        handler = new HandlerUrl(url!);
        if (!handler.IsOurs || handler.HasKey)
            return true;
        if (functionKey?.Trim() is { Length: > 0 } key)
        {
            if (!key.All(character => character is > ' ' and <= '~'))
            {
                error = $"The environment variable {KeyVariable} holds something with blanks or other characters that no function key has.";
                handler = null;
                return false;
            }

            var separator = url!.Query.Length == 0 ? '?' : '&';
            handler = new HandlerUrl(new Uri($"{url.OriginalString.TrimEnd('?', '&')}{separator}{KeyParameter}={Uri.EscapeDataString(key)}"));
            return true;
        }

        error = $"--handler: {handler.WithoutQuery} has no function key, and without one every call is answered 401. Add ?code=…, or set {KeyVariable}; the key is in the portal under Function App → ReceiveFailure → Function keys.";
        handler = null;
        return false;
    }

    /// <summary>An address as it may be shown: the values of its query are left out.</summary>
    public static string Masked(string address)
    {
        var start = address.IndexOf('?', StringComparison.Ordinal);
        return start < 0
            ? address
            : $"{address[..start]}?{string.Join('&', address[(start + 1)..].Split('&').Select(pair => $"{pair.Split('=')[0]}=…"))}";
    }

    /// <inheritdoc/>
    public override string ToString() => Masked(Value);

    private bool HasKey => _url.Query.TrimStart('?').Split('&')
        .Any(pair => pair.StartsWith($"{KeyParameter}=", StringComparison.OrdinalIgnoreCase) && pair.Length > KeyParameter.Length + 1);

    private static string? Problem(string text, out Uri? url)
    {
        url = null;
        if (text.Length == 0)
            return "--handler: the address is empty; is the variable set?";
        if (text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            return "--handler: the address has a blank or a line break in it; put it in quotes and write blanks as %20.";
        if (!text.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out url))
            return $"--handler: \"{Masked(text)}\" is no address with a host; write one such as https://failures.example.com/api/failures?code=….";
        if (url.Scheme != Uri.UriSchemeHttps)
            return $"--handler: {Masked(text)} is not https; what is posted holds personal data, and the app is served over HTTPS only.";
        if (url.Host.Length == 0)
            return $"--handler: \"{Masked(text)}\" has no host.";
        if (url.UserInfo.Length > 0)
            return "--handler: an address with a user name and a password in it is not taken; the function key goes into the query, as code=….";
        if (url.Fragment.Length > 0)
            return "--handler: what follows # is never sent to a server; leave it out, or write # as %23.";
        return url.IsLoopback ? $"--handler: {url.Host} is this machine, which Copernica cannot call; give the deployed app's host." : null;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace FailureFunctions.Infra.Webhook;

/// <summary>
/// The access token of Copernica's REST API. It is a secret that v3 takes in the URL and v4 in a form, so whatever is shown goes
/// through <see cref="Redact"/>, and <see cref="ToString"/> does not tell it.
/// </summary>
internal sealed class AccessToken
{
    /// <summary>The environment variable that holds it.</summary>
    public const string Variable = "COPERNICA_ACCESS_TOKEN";

    private readonly string _value;

    private AccessToken(string value) => _value = value;

    /// <summary>The token as it stands in a query.</summary>
    public string InQuery => Uri.EscapeDataString(_value);

    /// <summary>The token as the value of a form's field.</summary>
    public string InForm => _value;

    /// <summary>Takes a token.</summary>
    /// <param name="text">The text that was given.</param>
    /// <param name="source">Where it was given, for the error.</param>
    /// <param name="token">The token.</param>
    /// <param name="error">What is wrong; it does not repeat the text.</param>
    public static bool TryCreate(string? text, string source, [NotNullWhen(true)] out AccessToken? token, [NotNullWhen(false)] out string? error)
    {
        token = null;
        var value = text?.Trim();
        error = string.IsNullOrEmpty(value) ? $"{source} holds no access token: set {Variable}, or give the token on standard input with --token-stdin. Marketing Suite shows it under API access tokens."
            : value.Any(character => character is <= ' ' or > '~') ? $"{source} holds no access token but something with blanks or other characters that a token has not: copy it again."
            : null;
        if (error is not null)
            return false;
        token = new AccessToken(value!);
        return true;
    }

    /// <summary>Takes the token out of a text, as it is and as it stands in a URL.</summary>
    public string Redact(string text) =>
        text.Replace(_value, "[access token]", StringComparison.Ordinal).Replace(InQuery, "[access token]", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "[access token]";
}

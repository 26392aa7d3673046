using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FailureFunctions.Copernica.Signing;

/// <param name="signed">What may have been signed: several byte strings where headers may have been joined.</param>
internal sealed partial class RequestSignature(KeyId keyId, IReadOnlyList<SignatureScheme> schemes, byte[] signature, IEnumerable<byte[]> signed)
{
    private const string RequestTarget = "(request-target)";
    private const string Created = "(created)";
    private const string Expires = "(expires)";

    // Without any of these, part of the request could be replaced.
    private static readonly string[] MustBeCovered = [RequestTarget, "host", "date", "x-copernica-id", "digest"];

    private const int MostNames = 64;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>The key that the request names, verified or not.</summary>
    public KeyId KeyId => keyId;

    /// <summary>SHA-256 of the decoded signature in hex, so that it does not depend on how the header is written.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(signature));

    public bool Fits(IReadOnlyList<SigningKey> keys) =>
        signed.Any(text => keys.Any(key => schemes.Any(scheme => key.Verify(scheme, text, signature))));

    /// <summary>
    /// Reads the Signature header and builds the signing string, with the Host that the sender called. A signature that was
    /// created after <paramref name="latest"/> or expired before <paramref name="earliest"/> is refused.
    /// </summary>
    /// <returns>The check that fails, or null.</returns>
    public static AuthenticationFailure? TryRead(
        string header, WebhookRequest request, string? host, DateTimeOffset earliest, DateTimeOffset latest,
        out RequestSignature? signature)
    {
        signature = null;
        if (SignatureParameters.Parse(header) is not { KeyId: { } keyName, Signature: { } base64 } parameters)
            return AuthenticationFailure.SignatureMalformed;
        if (!KeyId.TryParse(keyName.AsSpan().Trim(), out var keyId))
            return AuthenticationFailure.KeyIdMalformed;
        var schemes = SignatureScheme.For(parameters.Algorithm);
        if (schemes.Count == 0)
            return AuthenticationFailure.AlgorithmUnacceptable;
        if (CanonicalBase64.Decode(base64, SigningKey.MaximumBits / 8) is not { } bytes)
            return AuthenticationFailure.SignatureMalformed;

        var names = (parameters.Headers ?? "").ToLowerInvariant().Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        // A repeated name adds nothing but work.
        if (names.Length > MostNames || names.Distinct().Count() < names.Length)
            return AuthenticationFailure.SignatureMalformed;
        if (!MustBeCovered.All(names.Contains))
            return AuthenticationFailure.CoverageIncomplete;
        if (CheckLifetime(parameters, names, earliest, latest) is { } failure)
            return failure;

        string? Value(string name) => ValueOf(name, request, host, parameters);
        if (SigningString(names, Value) is not { } signed)
            return AuthenticationFailure.CoveredHeaderMissing;
        signature = new RequestSignature(keyId, schemes, bytes, Joins(names, Value).Prepend(signed));
        return null;
    }

    // A repeated header is one, joined by commas with or without a blank (RFC 9110, section 5.3): the Functions host writes
    // none, and signers write either. The blank changes nothing about what the app reads.
    private static IEnumerable<byte[]> Joins(string[] names, Func<string, string?> valueOf)
    {
        if (!names.Any(name => MayBeJoined(name) && valueOf(name)!.Contains(',', StringComparison.Ordinal)))
            yield break;
        foreach (var separator in new[] { ",", ", " })
            yield return SigningString(names, name => MayBeJoined(name) ? Comma().Replace(valueOf(name)!, separator) : valueOf(name))!;
    }

    // A Date has a comma of its own, and no blank is added to a target.
    private static bool MayBeJoined(string name) => name is not ("date" or RequestTarget);

    /// <summary>
    /// What is signed (draft-cavage-http-signatures-10, section 2.3), in UTF-8: a line <c>name: value</c> per covered header,
    /// the name in lower case, the value trimmed, with <c>\n</c> between lines and none at the end.
    /// </summary>
    /// <returns>Null when a name has no value.</returns>
    internal static byte[]? SigningString(IReadOnlyList<string> names, Func<string, string?> valueOf)
    {
        var text = new StringBuilder(512);
        foreach (var name in names)
        {
            if (valueOf(name) is not { } value)
                return null;
            text.Append(text.Length > 0 ? "\n" : "").Append(name).Append(": ").Append(value.Trim(Blanks));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? ValueOf(string name, WebhookRequest request, string? host, SignatureParameters parameters) =>
        name switch
        {
            RequestTarget => $"{request.Method.ToLowerInvariant()} {request.Target}",
            Created => parameters.Created,
            Expires => parameters.Expires,
            "host" => host,
            _ => request.Headers[name],
        };

    // The draft allows "(created)" and "(expires)" with "hs2019" only (section 2.3); the parameters count whenever given.
    private static AuthenticationFailure? CheckLifetime(
        SignatureParameters parameters, string[] names, DateTimeOffset earliest, DateTimeOffset latest)
    {
        var covered = names.Contains(Created) || names.Contains(Expires);
        if (covered && parameters.Algorithm is { } algorithm
            && !algorithm.Trim().Equals("hs2019", StringComparison.OrdinalIgnoreCase))
            return AuthenticationFailure.AlgorithmUnacceptable;
        if (!TryUnixTime(parameters.Created, out var created) || !TryUnixTime(parameters.Expires, out var expires))
            return AuthenticationFailure.SignatureMalformed;
        return created > latest.ToUnixTimeSeconds() || expires < earliest.ToUnixTimeSeconds()
            ? AuthenticationFailure.SignatureExpired
            : null;
    }

    private static bool TryUnixTime(string? text, out decimal? seconds)
    {
        seconds = null;
        if (text is null)
            return true;
        var valid = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        seconds = value;
        return valid;
    }

    [GeneratedRegex("[ \\t]*,[ \\t]*")]
    private static partial Regex Comma();
}

using System.Buffers;
using System.Globalization;

namespace FailureFunctions.Copernica.Signing;

/// <summary>A Signature header that was read and found fit to be verified: only the key is still wanted.</summary>
internal sealed class RequestSignature
{
    // The five that must be covered, or the rest of the request could be another's.
    private static readonly string[] MustBeCovered =
        [SigningString.RequestTarget, "host", "date", "x-copernica-id", "digest"];

    private const int MostNames = 64;

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    private readonly byte[] _signature;
    private readonly byte[] _signed;
    private readonly IReadOnlyList<SignatureScheme> _schemes;

    private RequestSignature(KeyId keyId, IReadOnlyList<SignatureScheme> schemes, byte[] signature, byte[] signed)
    {
        KeyId = keyId;
        _schemes = schemes;
        _signature = signature;
        _signed = signed;
    }

    /// <summary>Whose key it is said to be made with.</summary>
    public KeyId KeyId { get; }

    /// <summary>Names the signature.</summary>
    public SignatureFingerprint Fingerprint => SignatureFingerprint.Of(_signature);

    /// <summary>Whether it was made with one of some keys.</summary>
    public bool Fits(IReadOnlyList<SigningKey> keys)
    {
        foreach (var key in keys)
            foreach (var scheme in _schemes)
                if (key.Verify(scheme, _signed, _signature))
                    return true;
        return false;
    }

    /// <summary>Reads the header and puts together what it signs.</summary>
    /// <param name="header">The Signature header.</param>
    /// <param name="request">The request.</param>
    /// <param name="host">The Host that the sender called; null when there is none.</param>
    /// <param name="earliest">What expired before this is too old.</param>
    /// <param name="latest">What was created after this is not of now.</param>
    /// <param name="signature">The signature.</param>
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

        if (!TrySplit(parameters.Headers ?? "", out var names))
            return AuthenticationFailure.SignatureMalformed;
        if (!MustBeCovered.All(names.Contains))
            return AuthenticationFailure.CoverageIncomplete;
        if (CheckLifetime(parameters, names, earliest, latest) is { } failure)
            return failure;

        var signed = new ArrayBufferWriter<byte>(512);
        if (!SigningString.TryWrite(names, name => ValueOf(name, request, host, parameters), signed))
            return AuthenticationFailure.CoveredHeaderMissing;
        signature = new RequestSignature(keyId, schemes, bytes, signed.WrittenSpan.ToArray());
        return null;
    }

    private static string? ValueOf(string name, WebhookRequest request, string? host, SignatureParameters parameters) =>
        name switch
        {
            SigningString.RequestTarget => $"{request.Method.ToLowerInvariant()} {request.Target}",
            SigningString.Created => parameters.Created,
            SigningString.Expires => parameters.Expires,
            "host" => host,
            _ => request.Headers[name],
        };

    // A name that comes twice adds nothing but work.
    private static bool TrySplit(string headers, out List<string> names)
    {
        names = new List<string>(8);
        foreach (var range in headers.AsSpan().SplitAny(Blanks))
        {
            if (range.Start.Equals(range.End))
                continue;
            var name = headers[range].ToLowerInvariant();
            if (names.Count == MostNames || names.Contains(name))
                return false;
            names.Add(name);
        }

        return true;
    }

    // The draft has "created" and "expires" go with "hs2019" only (section 2.3); where they are given they are honoured.
    private static AuthenticationFailure? CheckLifetime(
        SignatureParameters parameters, List<string> names, DateTimeOffset earliest, DateTimeOffset latest)
    {
        var covered = names.Contains(SigningString.Created) || names.Contains(SigningString.Expires);
        if (covered && parameters.Algorithm is not null
            && !parameters.Algorithm.Trim().Equals("hs2019", StringComparison.OrdinalIgnoreCase))
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
}

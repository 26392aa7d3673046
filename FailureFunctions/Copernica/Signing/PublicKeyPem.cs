using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FailureFunctions.Copernica.Signing;

/// <summary>A public RSA key in PEM (RFC 7468), as it fits into a setting: <c>\n</c> may stand for a line break.</summary>
internal static class PublicKeyPem
{
    /// <summary>Reads a key.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong and how to fix it, as the end of a sentence about the key.</param>
    /// <returns>Whether the text is a usable key.</returns>
    public static bool TryRead(string pem, [NotNullWhen(true)] out SigningKey? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        var text = pem.Replace("\\n", "\n", StringComparison.Ordinal);
        if (!PemEncoding.TryFind(text, out var fields))
        {
            error = "is not PEM; it begins with -----BEGIN PUBLIC KEY-----.";
            return false;
        }

        var label = text[fields.Label];
        if (label.Contains("PRIVATE", StringComparison.Ordinal))
        {
            error = "is a private key; give the public one (openssl pkey -pubout), and keep the private one to the sender.";
            return false;
        }

        if (label is not ("PUBLIC KEY" or "RSA PUBLIC KEY"))
        {
            error = $"is a {label}; give a PUBLIC KEY.";
            return false;
        }

        var der = Convert.FromBase64String(text[fields.Base64Data]);
        key = SigningKey.FromDer(der, HashAlgorithmName.SHA256, HashAlgorithmName.SHA512);
        error = key is null
            ? $"is not an RSA key of {SigningKey.MinimumBits} to {SigningKey.MaximumBits} bits; make one with local/Send --new-key."
            : null;
        return key is not null;
    }
}

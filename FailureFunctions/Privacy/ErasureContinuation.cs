using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>How far an erasure has got. The caller sends it back, as opaque text, to continue.</summary>
internal sealed record ErasureContinuation
{
    /// <summary>A hash, so that the text holds no address.</summary>
    public required string RecipientHash { get; init; }

    /// <summary>The table to continue with; null for the first.</summary>
    public string? Table { get; init; }

    /// <summary>Where to continue in that table; null for its beginning.</summary>
    public string? Next { get; init; }

    /// <summary>Whether rows were removed from which others may still write: then all tables are gone through again.</summary>
    public bool Recheck { get; init; }

    /// <summary>When that may start; null when there is work to do at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public static ErasureContinuation StartOf(RecipientKey recipient) => new() { RecipientHash = HashOf(recipient) };

    public bool IsOf(RecipientKey recipient) => RecipientHash == HashOf(recipient);

    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <returns>Null when the text is not one that <see cref="Encode"/> made.</returns>
    public static ErasureContinuation? Decode(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ErasureContinuation>(Base64Url.DecodeFromChars(text));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string HashOf(RecipientKey recipient) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipient.Value)).AsSpan(0, 16));
}

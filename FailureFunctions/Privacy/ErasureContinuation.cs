using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>How far an erasure has got. The caller sends it back, as opaque text, to continue.</summary>
/// <param name="RecipientHash">A hash, so that the text holds no address.</param>
/// <param name="Table">The table to continue with; null for the first.</param>
/// <param name="Next">Where to continue in that table; null for its beginning.</param>
/// <param name="Recheck">Whether rows were removed from which others may still write: then all tables are gone through again.</param>
/// <param name="NotBefore">When that may start; null when there is work to do at once.</param>
internal sealed record ErasureContinuation(
    string RecipientHash, string? Table = null, string? Next = null, bool Recheck = false, DateTimeOffset? NotBefore = null)
{
    public static ErasureContinuation StartOf(RecipientKey recipient) => new(HashOf(recipient));

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

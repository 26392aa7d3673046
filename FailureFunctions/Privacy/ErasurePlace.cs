using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>How far an erasure has come: what a caller hands back to go on.</summary>
internal sealed record ErasurePlace
{
    private const int LongestText = 8 * 1024;

    /// <summary>Which recipient it is about: a hash, so that it tells no address.</summary>
    public required string Recipient { get; init; }

    /// <summary>The table to go on with; null for the first.</summary>
    public string? Table { get; init; }

    /// <summary>From where to go on in that table; null for the beginning.</summary>
    public string? Next { get; init; }

    /// <summary>Whether something was removed that may come back.</summary>
    public bool MayComeBack { get; init; }

    /// <summary>Before this there is nothing to do but to wait; null when there is.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The beginning.</summary>
    /// <param name="recipient">The recipient.</param>
    /// <returns>The place.</returns>
    public static ErasurePlace StartOf(RecipientKey recipient) => new() { Recipient = HashOf(recipient) };

    /// <summary>Whether it is of a recipient.</summary>
    /// <param name="recipient">The recipient.</param>
    /// <returns>True when it is.</returns>
    public bool IsOf(RecipientKey recipient) => Recipient == HashOf(recipient);

    /// <summary>The place as text that callers need not understand.</summary>
    /// <returns>Characters of base64url.</returns>
    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, ErasurePlaceJson.Default.ErasurePlace));

    /// <summary>Reads the text again.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The place; null when the text is none.</returns>
    public static ErasurePlace? Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > LongestText || !Base64Url.IsValid(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), ErasurePlaceJson.Default.ErasurePlace);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static string HashOf(RecipientKey recipient) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipient.Value)).AsSpan(0, 16));
}

[JsonSerializable(typeof(ErasurePlace))]
internal sealed partial class ErasurePlaceJson : JsonSerializerContext;

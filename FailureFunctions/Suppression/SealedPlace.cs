using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Suppression;

/// <summary>
/// A place in the list as text for callers. It names the key of a row, so it must not stand in a URL. One that is damaged, or of other
/// work, cannot be opened.
/// </summary>
internal static class SealedPlace
{
    private const int SealLength = 8;

    /// <param name="work">What is continued there.</param>
    public static string? Seal(string work, string? place) =>
        place is null ? null : Base64Url.EncodeToString([.. SealOf(work, place), .. Encoding.UTF8.GetBytes(place)]);

    public static bool TryOpen(string work, string text, out string place)
    {
        place = "";
        if (!Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text) is not { Length: > SealLength } bytes)
            return false;
        place = Encoding.UTF8.GetString(bytes.AsSpan(SealLength));
        return SealOf(work, place).SequenceEqual(bytes.AsSpan(0, SealLength));
    }

    private static ReadOnlySpan<byte> SealOf(string work, string place) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{work}\n{place}")).AsSpan(0, SealLength);
}

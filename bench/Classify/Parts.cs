using System.Text;

namespace FailureFunctions.Bench.Classify;

/// <summary>Which part of the rows is scored.</summary>
internal enum Part
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those that the rules were first tuned on.</summary>
    Tune,

    /// <summary>Those that were held out at first, and looked at in a second round of tuning.</summary>
    Second,

    /// <summary>Those that were never looked at while rules were written, which tell whether the rules carry over.</summary>
    HeldOut,
}

/// <summary>
/// Divides labelled rows by their family, the mail server or provider that they come from: replies of one server
/// are near duplicates, and must not stand in two parts.
/// </summary>
internal static class Parts
{
    // Of 100 buckets.
    private const uint TuneBuckets = 50;
    private const uint SecondBuckets = 22;

    private static readonly string[] Prefixes = ["lhost-", "rhost-", "test.js:", "lib.rs:"];

    /// <summary>The family of a row: the letters with which its id starts, less what all ids of a source start with.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The family, in lower case; <c>none</c> when the id starts with none.</returns>
    public static string FamilyOf(string id)
    {
        var name = id;
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
        }

        name = new string([.. name.ToLowerInvariant().TakeWhile(char.IsAsciiLetterLower)]);
        return name.Length == 0 ? "none" : name;
    }

    /// <summary>The part that a row belongs to.</summary>
    /// <param name="id">The id of the row.</param>
    /// <returns>One of them, not <see cref="Part.All"/>.</returns>
    public static Part Of(string id)
    {
        // FNV-1a: stable over processes and versions, unlike string.GetHashCode.
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(FamilyOf(id)))
            hash = unchecked((hash ^ octet) * 16777619u);
        return ((hash >> 8) % 100) switch
        {
            < TuneBuckets => Part.Tune,
            < TuneBuckets + SecondBuckets => Part.Second,
            _ => Part.HeldOut,
        };
    }
}

using FailureFunctions.Suppression;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Suppression.Protocol;

/// <summary>What lasts of one recipient of whom two failures tell. A value: whatever happens makes another one.</summary>
internal readonly record struct ListStores() : IStores<ListStores>
{
    /// <summary>The days of the failures that are stored, such as <c>0 1</c>.</summary>
    public string Failures { get; init; } = "";

    /// <summary>The days of those whose message was completed.</summary>
    public string Completed { get; init; } = "";

    /// <summary>The days of those whose message waits.</summary>
    public string Messages { get; init; } = "";

    /// <summary>What the row says, as <see cref="ListRows"/> names it; empty when there is none.</summary>
    public string Row { get; init; } = "";

    public int Version { get; init; }

    public int Announced { get; init; }

    /// <summary>How often the row was written: its ETag.</summary>
    public int Tag { get; init; }

    /// <summary>The entries of the index, each as <c>name=day=tag</c>.</summary>
    public string Index { get; init; } = "";

    /// <summary>All versions that were ever stored, such as <c>1s 2r</c>: suppressed, and not.</summary>
    public string Stored { get; init; } = "";

    /// <summary>All that were announced.</summary>
    public string Published { get; init; } = "";

    /// <summary>The decisions that were answered as applied.</summary>
    public string Promised { get; init; } = "";

    public bool IsErased { get; init; }

    /// <summary>Whether the row consists of nothing but a mark.</summary>
    public bool IsFragment { get; init; }

    /// <summary>The latest day of any clock.</summary>
    public double Today { get; init; }

    public SuppressionEntry? Entry => Row.Length == 0 ? null : ListRows.Named(Row) with { Version = Version, AnnouncedVersion = Announced, Tag = $"{Tag}" };

    public string? Violation
    {
        get
        {
            var stored = this;
            if (Words(Published).FirstOrDefault(version => !Words(stored.Stored).Contains(version)) is { } version)
                return $"A: {version} was announced and never stored.";
            if (IsFragment)
                return "F: the row is a fragment.";
            if (IsErased)
                return null;
            if (Version != Announced && Messages.Length == 0 && !Words(Index).Any(entry => IsPending(entry) || DayOf(entry) <= stored.Today))
                return "B: a change is not announced, and nothing brings it back.";
            if (Row.Length > 0 && Version == Announced && ListRows.EndOf(Row) is { } end && !Words(Index).Any(entry => entry.StartsWith(end, StringComparison.Ordinal)))
                return "C: a suppression is announced, and its end is not in the index.";
            if (Words(Completed).FirstOrDefault(day => !ListRows.Knows(stored.Row, day)) is { } lost)
                return $"D: the message of day {lost} was completed, and the row does not know of it.";
            if (Words(Promised).FirstOrDefault(decision => !ListRows.Has(stored.Row, decision)) is { } broken)
                return $"E: {broken} was answered, and is not stored.";
            return null;
        }
    }

    public static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static string With(string words, string word) => string.Join(' ', Words(words).Append(word).Distinct().Order(StringComparer.Ordinal));

    public static string Without(string words, string word) => string.Join(' ', Words(words).Where(other => other != word));

    public static double DayOf(string entry) => double.Parse(entry.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsPending(string entry) => entry.StartsWith("pending", StringComparison.Ordinal);

    public ListStores Acknowledge(string promise) => this with { Promised = With(Promised, promise) };

    /// <summary>Adds or replaces an entry of the index.</summary>
    public ListStores Due(string name, double day)
    {
        var before = Words(Index).FirstOrDefault(entry => entry.StartsWith($"{name}=", StringComparison.Ordinal));
        var tag = before is null ? 0 : int.Parse(before.Split('=')[2], System.Globalization.CultureInfo.InvariantCulture) + 1;
        var rest = before is null ? Index : Without(Index, before);
        return this with { Index = With(rest, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}={day}={tag}")) };
    }
}

using System.Collections.Specialized;
using System.Globalization;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Quarantine;

namespace FailureFunctions.Functions.Http;

/// <summary>Reads which rejected notifications a URL asks for: docs/rejected.md lists the parameters.</summary>
internal static class KeptRangeQuery
{
    private const int DaysUnlessTold = 31;

    /// <summary>Reads a query.</summary>
    /// <returns>The range; or what is wrong, and none.</returns>
    public static (KeptRange? Range, IReadOnlyList<FieldError> Errors) Read(
        NameValueCollection query, DateOnly today, int limitUnlessTold, int mostLimit)
    {
        var errors = new List<FieldError>();
        var to = Day("to") ?? today;
        var from = Day("from") ?? to.AddDays(Math.Max(1 - DaysUnlessTold, DateOnly.MinValue.DayNumber - to.DayNumber));
        if (errors.Count == 0 && from > to)
            errors.Add(new("from", "must not be after to"));
        if (errors.Count == 0 && to.DayNumber - from.DayNumber >= KeptRange.MostDays)
            errors.Add(new("from", $"must be less than {KeptRange.MostDays} days before to: ask for one quarter after the other"));
        var range = new KeptRange { From = from, To = to, After = After(), Cause = Cause(), Replayed = Replayed(), Limit = Limit() };
        return errors.Count == 0 ? (range, errors) : (null, errors);

        DateOnly? Day(string name) => Value<DateOnly>(name, "must be a UTC day such as 2024-06-05", KeptId.TryParseDay);

        KeptId? After() => Value<KeptId>("after", "must be the next of an earlier answer", KeptId.TryParse);

        RejectionCause? Cause() => Value<RejectionCause>("cause", "must be unreadable or other-type", RejectionCauses.TryParse);

        bool? Replayed() => Value<bool>("replayed", "must be true or false", bool.TryParse);

        int Limit() => Value("limit", $"must be a number from 1 to {mostLimit}", (string? text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= mostLimit) ?? limitUnlessTold;

        T? Value<T>(string name, string expected, Parse<T> parse)
            where T : struct
        {
            if (query[name] is not { } text)
                return null;
            if (parse(text, out var value))
                return value;
            errors.Add(new(name, expected));
            return null;
        }
    }

    private delegate bool Parse<T>(string? text, out T value);
}

using System.Collections.Frozen;
using System.Collections.Specialized;
using System.Globalization;
using FailureFunctions.Suppression;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

internal enum ListFormat
{
    Json,
    NdJson,
    Csv,
}

/// <summary>Reads what to list from the query of the URL and the headers.</summary>
internal static class SuppressionQueries
{
    /// <summary>Not in the URL, since a place in the list names an address.</summary>
    public const string ContinuationHeader = "Continuation";

    /// <summary>How many entries are left out, since their rows cannot be read.</summary>
    public const string UnreadableHeader = "Unreadable";

    public const string Csv = "text/csv";
    public const string NdJson = "application/x-ndjson";

    private static readonly string[] Parameters = ["reason", "origin", "state", "since", "limit", "format", "code"];

    private static readonly Dictionary<string, ListFormat> Formats = new() { ["json"] = ListFormat.Json, ["ndjson"] = ListFormat.NdJson, ["csv"] = ListFormat.Csv };

    private static readonly Dictionary<string, ListFormat> MediaTypes = new()
    {
        ["application/json"] = ListFormat.Json,
        [NdJson] = ListFormat.NdJson,
        [Csv] = ListFormat.Csv,
    };

    public static (SuppressionQuery Query, ListFormat Format) Read(HttpRequestData request, FieldErrors errors)
    {
        var parameters = request.Query;
        if (parameters.AllKeys.Any(name => !Parameters.Contains(name)))
            errors.Add("query", $"must have no other parameters than {string.Join(", ", Parameters.SkipLast(1))}");
        var query = new SuppressionQuery
        {
            Reason = Named(parameters, "reason", SuppressionNames.Reasons, errors),
            Origin = Named(parameters, "origin", SuppressionNames.Origins, errors),
            State = Named(parameters, "state", SuppressionNames.Statuses, errors),
            Since = Moment("since", parameters["since"], errors),
        };
        if (parameters["limit"] is { } text)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= SuppressionQuery.Most)
                query = query with { Limit = limit };
            else
                errors.Add("limit", $"must be a number from 1 to {SuppressionQuery.Most}");
        }
        if (Header(request, ContinuationHeader) is { } continuation)
        {
            if (SealedPlace.TryOpen(query.Work, continuation, out var place))
                query = query with { From = place };
            else
                errors.Add(ContinuationHeader, "is not of an answer to this query: send it exactly as it was answered, or leave it out to start again");
        }
        return (query, FormatOf(request, errors));
    }

    /// <summary>A moment with its zone, or a UTC day; null with an error when it is neither, null without one when there is none.</summary>
    public static DateTimeOffset? Moment(string field, string? text, FieldErrors errors)
    {
        if (text is null)
            return null;
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        var isDay = text.Length == formats[0].Length;
        if (DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && (isDay || text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length)
            && moment.Year > 1601)
            return moment;
        errors.Add(field, "must be a moment with its zone, such as 2024-06-05T12:00:00Z, or a UTC day, such as 2024-06-05");
        return null;
    }

    public static string? Header(HttpRequestData request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static T? Named<T>(NameValueCollection parameters, string name, FrozenDictionary<string, T> names, FieldErrors errors)
        where T : struct
    {
        if (parameters[name] is not { } text)
            return null;
        if (names.TryGetValue(text, out var value))
            return value;
        errors.Add(name, $"must be one of {string.Join(", ", names.Keys.Order())}");
        return null;
    }

    private static ListFormat FormatOf(HttpRequestData request, FieldErrors errors)
    {
        if (request.Query["format"] is { } name)
        {
            if (Formats.TryGetValue(name, out var format))
                return format;
            errors.Add("format", $"must be one of {string.Join(", ", Formats.Keys)}");
        }
        var accepted = (Header(request, "Accept") ?? "").Split(',').Select(type => type.Split(';')[0].Trim());
        return accepted.Where(MediaTypes.ContainsKey).Select(type => MediaTypes[type]).FirstOrDefault();
    }
}

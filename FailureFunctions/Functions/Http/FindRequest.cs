using FailureFunctions.Copernica.Notification;
using FailureFunctions.Links;
using FailureFunctions.Suppression;

namespace FailureFunctions.Functions.Http;

/// <summary>Which failures to find: of a recipient, of a message, or with a tag in a time.</summary>
internal sealed record FindRequest
{
    public const string Example = """{"recipient":"…"}, {"messageId":"…"} or {"tag":"…","from":"2024-06-03","to":"2024-06-04"}""";

    /// <summary>The longest time of a search by tag, in days.</summary>
    public const int MostDays = 31;

    private const int UsualSize = 50;

    public string? Recipient { get; init; }

    public string? MessageId { get; init; }

    public string? Tag { get; init; }

    public string? From { get; init; }

    /// <summary>Excluded.</summary>
    public string? To { get; init; }

    public int? PageSize { get; init; }

    public string? Continuation { get; init; }

    public int Size => PageSize ?? UsualSize;

    /// <summary>The id as the notification's is read.</summary>
    public string Message => FieldLimits.CutIdentity(MessageId!.Trim(), FieldLimits.ShortText);

    /// <summary>What continuations are of; another page size may go on with them.</summary>
    private string Work => string.Join('\n', "find", Recipient, MessageId, Tag, From, To);

    public string? Seal(string? place) => SealedPlace.Seal(Work, place);

    /// <returns>When the time begins and ends, of a search by tag; and where to continue.</returns>
    public (DateTimeOffset Since, DateTimeOffset Until, string? Place) Read(FieldErrors errors)
    {
        string?[] what = [Recipient, MessageId, Tag];
        var isOne = what.Count(one => one is not null) == 1;
        if (!isOne)
            errors.Add("body", $"must have exactly one of recipient, messageId and tag: {Example}");
        else if (Recipient is not null)
            errors.Recipient("recipient", Recipient);
        else if (string.IsNullOrWhiteSpace(MessageId ?? Tag))
            errors.Add(Tag is null ? "messageId" : "tag", "must not be blank");
        if (PageSize is < 1 or > FailureSearch.Most)
            errors.Add("pageSize", $"must be a number from 1 to {FailureSearch.Most}");
        var place = default(string);
        if (Continuation is not null && !SealedPlace.TryOpen(Work, Continuation, out place))
            errors.Add("continuation", "is not of an answer to this request: send it exactly as it was answered, or leave it out to start again");
        var (since, until) = isOne ? Time(errors) : default;
        return (since, until, place);
    }

    private (DateTimeOffset Since, DateTimeOffset Until) Time(FieldErrors errors)
    {
        foreach (var (field, text) in (ReadOnlySpan<(string, string?)>)[("from", From), ("to", To)])
        {
            if (Tag is null && text is not null)
                errors.Add(field, "is of a search by tag only");
            if (Tag is not null && text is null)
                errors.Add(field, "is required with a tag: a UTC day or a moment; to is excluded");
        }
        var since = SuppressionQueries.Moment("from", From, errors);
        var until = SuppressionQueries.Moment("to", To, errors);
        if (since >= until)
            errors.Add("from", "must be before to, which is excluded");
        else if (until - since > TimeSpan.FromDays(MostDays))
            errors.Add("to", $"must be at most {MostDays} days after from: send a request for each part");
        return (since ?? default, until ?? default);
    }
}

using FailureFunctions.Suppression;

namespace FailureFunctions.Functions.Http;

/// <summary>Whom an outage has suppressed, and whether to release them.</summary>
internal sealed record ReleaseManyRequest : ISuppressionRequest
{
    public static string Example => """{"domain":"gmail.com","reason":"mailbox-unknown","from":"2020-12-14T20:00:00Z","until":"2020-12-16T00:00:00Z","actor":"…"}""";

    public string? Domain { get; init; }

    public string? Reason { get; init; }

    public string? From { get; init; }

    /// <summary>Excluded.</summary>
    public string? Until { get; init; }

    public string? Actor { get; init; }

    public string? Note { get; init; }

    /// <summary>Without it, the addresses are counted and listed only.</summary>
    public bool? Apply { get; init; }

    public string? Continuation { get; init; }

    public void Check(FieldErrors errors)
    {
        errors.Domain("domain", Domain);
        if (Reason is null || !SuppressionNames.Reasons.ContainsKey(Reason))
            errors.Add("reason", $"must be one of {string.Join(", ", SuppressionNames.Reasons.Keys.Order())}");
        errors.Actor(Actor, Note);
    }

    /// <summary>Of a request that was checked.</summary>
    public OutageVictims Read(DateTimeOffset now, FieldErrors errors)
    {
        var from = SuppressionQueries.Moment("from", From, errors);
        var until = SuppressionQueries.Moment("until", Until, errors);
        if (From is null)
            errors.Add("from", "is required: when the outage began");
        if (Until is null)
            errors.Add("until", "is required: when the outage was over");
        if (until > now)
            errors.Add("until", "must not be in the future: what has not happened yet cannot be released");
        if (from >= until)
            errors.Add("from", "must be before until");
        return new OutageVictims(ProtectedDomains.DomainOf(Domain!)!, SuppressionNames.Reasons[Reason!], from ?? default, until ?? default);
    }
}

internal sealed record RebuildRequest : ISuppressionRequest
{
    /// <summary>What its continuations are of.</summary>
    public const string Work = "rebuild";

    public static string Example => "{}";

    public string? Continuation { get; init; }

    public void Check(FieldErrors errors)
    {
    }
}

namespace FailureFunctions.Tests.Documents;

/// <summary>Which of <see cref="QueriedRows"/> each filter of docs/queries.md finds, in the order of the service.</summary>
internal static class ExpectedRows
{
    private static readonly string[] NewestTenOfJan =
    [
        "jan-4-june", "jan-3-june-last", "jan-3-june-first", "jan-2-june",
        "jan-8-may", "jan-7-may", "jan-6-may", "jan-5-may", "jan-4-may", "jan-3-may",
    ];

    private static readonly string[] Jan = [.. NewestTenOfJan, "jan-2-may", "jan-1-may", "jan-undated"];

    public static readonly IReadOnlyDictionary<string, string[]> ById = new Dictionary<string, string[]>
    {
        ["address"] = Jan,
        ["newest-ten"] = NewestTenOfJan,
        ["quote"] = ["quote"],
        ["slash"] = ["slash"],
        ["as-written"] = ["capital"],
        ["begins-with"] = ["info-elsewhere", "mailbox-full-again", "mailbox-full"],

        ["address-period"] = ["jan-3-june-last", "jan-3-june-first"],
        ["address-period-by-time"] = ["jan-3-june-last", "jan-3-june-first"],
        ["period"] = ["mailbox-full", "user-unknown", "blocked"],
        ["received-since"] = ["late"],
        ["undated"] = ["jan-undated"],

        ["permanent"] = ["user-unknown", "no-domain"],
        ["suppress-now"] = ["user-unknown"],
        ["reason-at-domain"] = ["mailbox-full-again", "mailbox-full"],
        ["sender-incidents"] = ["blocked", "unauthenticated"],
        ["rule"] = ["no-domain"],
        ["not-understood"] = ["mystery"],
        ["low-confidence"] = ["mystery"],

        ["domain"] = ["user-unknown", .. Jan, "quote", "slash"],
        ["international-domain"] = ["blocked", "capital"],
        ["code"] = ["user-unknown", "unauthenticated"],
        ["code-class"] = ["expired"],
        ["extended"] = ["mailbox-full-again", "mailbox-full"],
        ["description-begins"] = ["user-unknown"],
        ["state"] = ["user-unknown"],
        ["asynchronous"] = ["mailbox-full-again", "mailbox-full"],

        ["mailing"] = ["mailbox-full-again", "mailbox-full"],
        ["profile"] = ["mailbox-full-again", "mailbox-full"],
        ["account"] = ["other-account"],
        ["message"] = ["mailbox-full-again", "mailbox-full"],
        ["event"] = ["user-unknown"],
        ["event-of-address"] = ["user-unknown"],
        ["exact-tags"] = ["user-unknown"],
        ["first-tag"] = ["user-unknown", "blocked"],

        ["link-message"] = ["mailbox-full-again", "mailbox-full"],
        ["link-message-partition"] = ["mailbox-full-again", "mailbox-full"],
        ["link-tag"] = ["blocked", "user-unknown", "other-tags"],
        ["link-tag-day"] = ["blocked", "user-unknown"],
        ["link-tag-partition"] = ["user-unknown"],

        ["rejected-today"] = ["rejected-noon", "rejected-morning"],
        ["rejected-week"] = ["rejected-week-ago", "rejected-noon", "rejected-morning"],
        ["rejected-other-type"] = ["rejected-before-that", "rejected-noon"],
        ["rejected-account"] = ["rejected-noon"],

        ["outbox-stuck"] = ["user-unknown"],
        ["outbox-tried"] = ["user-unknown"],
        ["outbox-address"] = ["jan-4-june"],
        ["outbox-event"] = ["user-unknown"],
    };
}

using System.Net;

namespace FailureFunctions.Functions.Http;

/// <summary>
/// A kind of problem (RFC 9457). Type and status are a contract, documented in docs/problems.md; the title tells an operator
/// what to fix.
/// </summary>
/// <param name="RetryAfter">When to try again, if every answer with this problem says the same.</param>
internal sealed record Problem(string Name, HttpStatusCode Status, string Title, TimeSpan? RetryAfter = null)
{
    public static readonly Problem ContentTooLarge = new("content-too-large", HttpStatusCode.RequestEntityTooLarge,
        $"The body is larger than {RequestBody.Longest} bytes: a failure notification is far smaller, check what is calling this URL.");

    public static readonly Problem LengthRequired = new("length-required", HttpStatusCode.LengthRequired,
        "The request has no Content-Length: send the body in one piece, not chunked.");

    public static readonly Problem IncompleteBody = new("incomplete-body", HttpStatusCode.BadRequest,
        "The body is shorter than its Content-Length: send the request again; find out what truncates it.");

    public static readonly Problem UnsupportedMediaType = new("unsupported-media-type", HttpStatusCode.UnsupportedMediaType,
        "The body is neither text/csv nor application/x-ndjson: set Content-Type.");

    public static readonly Problem Unreadable = new("unreadable-notification", HttpStatusCode.BadRequest,
        "The notification cannot be read: see errors. It is kept in the table RejectedNotifications.");

    public static readonly Problem OtherType = new("not-a-failure", HttpStatusCode.UnprocessableEntity,
        "The notification's type is not failure, bounce or abuse: in Copernica, point only the webhooks for failures, bounces and abuses at this URL.");

    public static readonly Problem InvalidQuery = new("invalid-query", HttpStatusCode.BadRequest,
        "The query of the URL cannot be used: see errors.");

    public static readonly Problem RejectedNotificationUnknown = new("rejected-notification-unknown", HttpStatusCode.NotFound,
        "There is no rejected notification with this id: take the id from the list.");

    public static readonly Problem QuarantineUnavailable = new("quarantine-unavailable", HttpStatusCode.ServiceUnavailable,
        "The tables cannot be reached: retry the call; nothing is replayed twice.",
        TimeSpan.FromSeconds(30));

    public static readonly Problem StorageUnavailable = new("storage-unavailable", HttpStatusCode.ServiceUnavailable,
        "The tables cannot be reached, so the notification is not acknowledged: send it again.",
        TimeSpan.FromSeconds(30));

    public static readonly Problem KeyUnavailable = new("signing-key-unavailable", HttpStatusCode.ServiceUnavailable,
        "The signing key could not be looked up in DNS: send the notification again; check that the name servers are reachable.");

    public static readonly Problem InvalidErasureRequest = new("invalid-erasure-request", HttpStatusCode.BadRequest,
        "The request to erase cannot be read, so nothing was erased: see errors.");

    public static readonly Problem ErasureInterrupted = new("erasure-interrupted", HttpStatusCode.ServiceUnavailable,
        "The tables cannot be reached, so not everything is erased: send the request again, with the continuation given here.");

    public static readonly Problem InvalidFindRequest = new("invalid-find-request", HttpStatusCode.BadRequest,
        "The request to find failures cannot be used: see errors.");

    public static readonly Problem FailuresUnavailable = new("failures-unavailable", HttpStatusCode.ServiceUnavailable,
        "The tables cannot be reached: send the request again.",
        TimeSpan.FromSeconds(30));

    public static readonly Problem InvalidSuppressionRequest = new("invalid-suppression-request", HttpStatusCode.BadRequest,
        "The request about the suppression list cannot be used, so nothing was changed: see errors.");

    public static readonly Problem SuppressionChanged = new("suppression-changed", HttpStatusCode.Conflict,
        "The entry is not the version that the request names, so nothing was changed: look at it again, then decide.");

    public static readonly Problem SuppressionUnreadable = new("suppression-unreadable", HttpStatusCode.InternalServerError,
        "A row of the table Suppressions cannot be read: see detail, and restore or remove the row.");

    public static readonly Problem SuppressionsUnavailable = new("suppressions-unavailable", HttpStatusCode.ServiceUnavailable,
        "The tables cannot be reached: send the request again; a decision has its effect once, however often it is sent.",
        TimeSpan.FromSeconds(30));

    public static readonly Problem InvalidReconciliation = new("invalid-reconciliation", HttpStatusCode.BadRequest,
        $"The body has no lines, or too many: send 1 to {ReconcileFailures.MostLines} lines of Copernica's log, each a JSON object (NDJSON).");

    public static readonly Problem ReconciliationInterrupted = new("reconciliation-interrupted", HttpStatusCode.ServiceUnavailable,
        "The tables or the bus cannot be reached: send the lines that are unavailable again; none is recorded twice.",
        TimeSpan.FromSeconds(30));

    public string Type => $"urn:problem-type:failurefunctions:{Name}";

    /// <summary>The same for a function that accepts longer bodies.</summary>
    public Problem Over(int longest) => this with { Title = $"The body is larger than {longest} bytes: send it in parts." };

    public static Problem Unauthenticated(string hint) => new("unauthenticated", HttpStatusCode.Unauthorized, hint);
}

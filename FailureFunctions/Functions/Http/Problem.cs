using System.Net;

namespace FailureFunctions.Functions.Http;

/// <summary>
/// A kind of problem (RFC 9457): its type and status are a contract, documented in docs/problems.md. The title tells
/// an operator what to fix.
/// </summary>
/// <param name="Name">The end of the type, kebab-case.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What to fix.</param>
internal sealed record Problem(string Name, HttpStatusCode Status, string Title)
{
    /// <summary>The body is longer than it may be.</summary>
    public static readonly Problem ContentTooLarge = new(
        "content-too-large",
        HttpStatusCode.RequestEntityTooLarge,
        $"The body is larger than {RequestBody.Longest} bytes: a failure notification is far smaller, see what calls this URL.");

    /// <summary>The request has no Content-Length.</summary>
    public static readonly Problem LengthRequired = new(
        "length-required",
        HttpStatusCode.LengthRequired,
        "The request has no Content-Length: send the body in one piece, not chunked.");

    /// <summary>The body is neither form nor JSON.</summary>
    public static readonly Problem UnsupportedMediaType = new(
        "unsupported-media-type",
        HttpStatusCode.UnsupportedMediaType,
        "The body is neither application/x-www-form-urlencoded nor application/json: set Content-Type.");

    /// <summary>The body cannot be read, or fields are missing.</summary>
    public static readonly Problem Unreadable = new(
        "unreadable-notification",
        HttpStatusCode.BadRequest,
        "The notification cannot be read: see errors. It is kept in the table RejectedNotifications.");

    /// <summary>The notification is of another type.</summary>
    public static readonly Problem OtherType = new(
        "not-a-failure",
        HttpStatusCode.UnprocessableEntity,
        "The notification's type is not failure: in Copernica, point only the webhook for failures at this URL.");

    /// <summary>A parameter of the query is wrong.</summary>
    public static readonly Problem InvalidQuery = new(
        "invalid-query",
        HttpStatusCode.BadRequest,
        "The query of the URL cannot be used: see errors.");

    /// <summary>There is no such rejected notification.</summary>
    public static readonly Problem RejectedNotificationUnknown = new(
        "rejected-notification-unknown",
        HttpStatusCode.NotFound,
        "There is no rejected notification with this id: take the id from the list.");

    /// <summary>The table of rejected notifications cannot be reached.</summary>
    public static readonly Problem QuarantineUnavailable = new(
        "quarantine-unavailable",
        HttpStatusCode.ServiceUnavailable,
        "The tables cannot be reached: make the same call again, what has been replayed is not replayed twice.");

    /// <summary>The tables cannot be reached.</summary>
    public static readonly Problem StorageUnavailable = new(
        "storage-unavailable",
        HttpStatusCode.ServiceUnavailable,
        "The tables cannot be reached, so nothing was kept: send the notification again.");

    /// <summary>The signing key cannot be had.</summary>
    public static readonly Problem KeyUnavailable = new(
        "signing-key-unavailable",
        HttpStatusCode.ServiceUnavailable,
        "The signing key cannot be obtained from DNS now: send the notification again; see that name servers can be reached.");

    /// <summary>A request to erase a recipient cannot be read.</summary>
    public static readonly Problem InvalidErasureRequest = new(
        "invalid-erasure-request",
        HttpStatusCode.BadRequest,
        "The request to erase cannot be read, so nothing was erased: see errors.");

    /// <summary>The tables cannot be reached while a recipient is being erased.</summary>
    public static readonly Problem ErasureInterrupted = new(
        "erasure-interrupted",
        HttpStatusCode.ServiceUnavailable,
        "The tables cannot be reached, so not everything is erased: send the request again, with the continuation given here.");

    /// <summary>The URI of the kind of problem.</summary>
    public string Type => $"urn:problem-type:failurefunctions:{Name}";

    /// <summary>The request is not shown to be Copernica's.</summary>
    /// <param name="hint">What an operator can fix.</param>
    /// <returns>The problem.</returns>
    public static Problem Unauthenticated(string hint) => new("unauthenticated", HttpStatusCode.Unauthorized, hint);
}

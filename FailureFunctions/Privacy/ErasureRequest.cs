using FailureFunctions.Copernica.Notification;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>Whose data is to be erased, and from where to go on.</summary>
/// <param name="Recipient">The recipient.</param>
/// <param name="From">From where.</param>
internal sealed record ErasureRequest(RecipientKey Recipient, ErasurePlace From)
{
    /// <summary>Makes the request of what a caller gave.</summary>
    /// <param name="address">The address, in any spelling; what is no valid address may be a recipient too.</param>
    /// <param name="continuation">What an earlier call gave to go on with; null for a new erasure.</param>
    /// <param name="errors">What is wrong, when there is no result.</param>
    /// <returns>The request; null when something is wrong.</returns>
    public static ErasureRequest? Create(string? address, string? continuation, out IReadOnlyList<FieldError> errors)
    {
        errors = [];
        // As a notification's recipient is read, so that the key is the same.
        var recipient = RecipientKey.Of(FailureNotification.RecipientOf(address ?? ""));
        if (recipient.Value.Length == 0)
        {
            errors = [new("address", "is required: the address whose data is to be erased")];
            return null;
        }
        if (continuation is null)
            return new ErasureRequest(recipient, ErasurePlace.StartOf(recipient));
        if (ErasurePlace.Decode(continuation) is not { } place)
            errors = [new("continuation", "is none that this app gave: send it as it was answered, or leave it out to begin anew")];
        else if (!place.IsOf(recipient))
            errors = [new("continuation", "is that of another address: send it with its own, or leave it out to begin anew")];
        else
            return new ErasureRequest(recipient, place);
        return null;
    }
}

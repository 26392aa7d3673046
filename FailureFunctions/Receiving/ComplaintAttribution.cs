using FailureFunctions.Dependencies;
using FailureFunctions.Links;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Receiving;

/// <summary>A complaint whose recipient the provider has left out.</summary>
/// <param name="MessageIds">Of the message that it is about.</param>
/// <param name="Of">Makes the complaint of a recipient.</param>
internal sealed record RedactedComplaint(string Account, IReadOnlyCollection<string> MessageIds, Func<string, Failure> Of);

/// <summary>Looks up whose a redacted complaint is: who the failures of the same message are of, if that is one address only.</summary>
internal sealed partial class ComplaintAttribution(FailureSearch search, ILogger<ComplaintAttribution> logger)
{
    /// <returns>Null if the index does not say: the complaint is kept, and its replay looks again.</returns>
    public async Task<Failure?> AttributeAsync(RedactedComplaint complaint, CancellationToken cancellationToken)
    {
        try
        {
            return await search.RecipientOfAsync(complaint.Account, complaint.MessageIds, cancellationToken) is { } recipient ? complaint.Of(recipient) : null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotLookedUp(logger, Rejection.UnattributedComplaintCause, Fault.Explain(e));
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(121, LogLevel.Warning, "Whose a complaint is could not be looked up; it is kept as {Cause}. {Fault}")]
        public static partial void NotLookedUp(ILogger logger, string cause, string fault);
    }
}

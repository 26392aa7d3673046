using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording;

internal static class RecorderOutcome
{
    public static async Task<RecordOutcome> OutcomeOfAsync(this FailureRecorder recorder, Failure failure, CancellationToken cancellationToken) =>
        (await recorder.RecordAsync(failure, cancellationToken)).Outcome;
}

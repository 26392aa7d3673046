using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The result of an invocation, for middleware to see and replace.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The function's result as <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">The result is of another type.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context)
    {
        var outcome = context.GetOutcome();
        return outcome.Result is T
            ? new TypedInvocationResult<T>(outcome)
            : throw new InvalidOperationException(
                $"The invocation's result is of type {outcome.Result?.GetType().ToString() ?? "(none)"}, not {typeof(T)}.");
    }

    /// <summary>The function's result; null until the function has run.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        new UntypedInvocationResult(context.GetOutcome());

    private static InvocationOutcome GetOutcome(this FunctionContext context) =>
        context.Features.Get<InvocationOutcome>()
        ?? throw new InvalidOperationException("The invocation was not started by the host, so it has no result.");
}

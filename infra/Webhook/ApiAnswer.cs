using System.Diagnostics.CodeAnalysis;

namespace FailureFunctions.Infra.Webhook;

/// <summary>What came of a call: a value, or why there is none.</summary>
/// <typeparam name="T">The value's type.</typeparam>
internal sealed class ApiAnswer<T>
    where T : class
{
    private ApiAnswer(T? value, ApiFailure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public ApiFailure? Failure { get; }

    public static ApiAnswer<T> Of(T value) => new(value, null);

    public static ApiAnswer<T> Failed(ApiFailure failure) => new(null, failure);

    public static ApiAnswer<T> Unreadable(string message) => new(null, new ApiFailure(ApiFailureKind.Unreadable, message));

    /// <summary>Takes the answer apart.</summary>
    /// <param name="value">The value.</param>
    /// <param name="failure">Why there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ApiFailure? failure)
    {
        (value, failure) = (Value, Failure);
        return value is not null;
    }
}

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>An operation on the stores or the bus that waits for the scheduler.</summary>
/// <param name="Name">What it is, with its arguments: two of the same name do the same, and are equal.</param>
/// <param name="Apply">Does it, and tells the result.</param>
internal sealed record SimulatedOperation<T>(string Name, Func<T, (T Stores, string Result)> Apply)
{
    /// <summary>Whether it changes nothing: then, whatever goes wrong with it, it is as if it had not been.</summary>
    public bool IsReading { get; } = Name.StartsWith("list", StringComparison.Ordinal) || Name.StartsWith("read", StringComparison.Ordinal);

    public bool Equals(SimulatedOperation<T>? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

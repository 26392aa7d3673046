namespace FailureFunctions.Tests;

/// <summary>A clock that stands still; timers are real.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

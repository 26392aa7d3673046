using FailureFunctions.Recording;

namespace FailureFunctions.Tests;

/// <summary>Deferred work that its starter waits for, so that a test sees its effect.</summary>
internal sealed class AwaitedWork : IDeferredWork
{
    public ValueTask StartAsync(Func<Task> work) => new(work());

    public bool TryStartLater(TimeSpan pause, Func<Task> work) => false;
}

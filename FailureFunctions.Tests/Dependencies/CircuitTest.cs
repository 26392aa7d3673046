using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>Calls of dependencies with the app's limits and breakers. Time moves only as the test moves it.</summary>
internal abstract class CircuitTest
{
    protected static readonly Dependency[] Dependencies =
        [.. AppDependencies.All];

    protected static readonly TestCaseData[] Behind =
        [.. Dependencies.Where(dependency => !dependency.Decides).Select(dependency => new TestCaseData(dependency).SetArgDisplayNames(dependency.Operation))];

    private int _made;

    protected CircuitTest() => Calls = TestCalls.Limited(Time);

    protected FakeTimeProvider Time { get; } = new();

    protected DependencyCalls Calls { get; }

    protected async Task OpenAsync()
    {
        await FailAsync();
        await FailAsync();
        await AssertOpenAsync();
    }

    protected Task FailAsync() => FailAsync(() => new TimeoutException());

    protected async Task FailAsync(Func<Exception> failure)
    {
        var exception = failure();
        try
        {
            await Calls.RunAsync(RecordingCalls.Publish, _ => Task.FromException(exception), CancellationToken.None);
        }
        catch (Exception e)
        {
            Assert.That(e, Is.SameAs(exception));
            return;
        }
        Assert.Fail("The call's exception is passed on.");
    }

    protected async Task SucceedAsync()
    {
        var before = _made;
        await Calls.RunAsync(RecordingCalls.Publish, _ => Task.FromResult(++_made), CancellationToken.None);
        Assert.That(_made, Is.EqualTo(before + 1));
    }

    protected async Task TimeOutAsync(Dependency dependency)
    {
        var call = SilentAsync(dependency);
        Time.Advance(dependency.Limit);
        try
        {
            await call.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutRejectedException)
        {
            return;
        }
        Assert.Fail("It has no time limit.");
    }

    // Heeds no token.
    protected Task<int> SilentAsync(Dependency dependency) =>
        Calls.RunAsync(dependency, _ => new TaskCompletionSource<int>().Task, CancellationToken.None);

    protected Task AssertOpenAsync()
    {
        var before = _made;
        Assert.That(
            async () => await Calls.RunAsync(RecordingCalls.Publish, _ => Task.FromResult(++_made), CancellationToken.None),
            Throws.InstanceOf<BrokenCircuitException>());
        Assert.That(_made, Is.EqualTo(before), "a call was made");
        return Task.CompletedTask;
    }
}

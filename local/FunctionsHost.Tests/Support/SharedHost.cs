using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests;

/// <summary>One host for all tests that leave it as it is.</summary>
[SetUpFixture]
internal sealed class SharedHost
{
    public static RunningHost Host { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Host = await RunningHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }
}

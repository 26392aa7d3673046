namespace FailureFunctions.Bench.Chaos.Faults;

/// <summary>Pauses that end early without a word.</summary>
internal static class Pause
{
    /// <summary>Waits until the time is over or the token is cancelled.</summary>
    public static async Task ForAsync(TimeSpan duration, CancellationToken ended)
    {
        try
        {
            await Task.Delay(duration, ended);
        }
        catch (OperationCanceledException)
        {
            // Ended early.
        }
    }

    /// <summary>A duration between two numbers of milliseconds.</summary>
    public static TimeSpan Between(Random random, int least, int most) => TimeSpan.FromMilliseconds(random.Next(least, most));
}

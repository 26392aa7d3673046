using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FailureFunctions.Bench.Chaos;

/// <summary>The command line.</summary>
internal sealed record ChaosOptions
{
    private const int MostNotifications = 1_000_000;
    private const int PerSecond = 50;
    private const int ShortestRun = 20;
    private const int LongestRun = 24 * 60 * 60;

    public const string Usage = """
        Sends notifications while everything around the app fails, and checks that nothing acknowledged is lost.

          dotnet run --project bench/Chaos [-- [--count N] [--seed S] [--seconds T]]

          --count N    how many distinct notifications (10000)
          --seed S     a whole number that everything random is made of; printed at each run (a new one)
          --seconds T  over how long they are sent, and things fail (N / 50, at least 20)

        Exit code: 0 nothing lost, 1 something lost or not working, 2 a wrong command line, 130 stopped.
        """;

    public required int Count { get; init; }

    public required int Seed { get; init; }

    public required TimeSpan Sending { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="error">What is wrong with them, in one line.</param>
    public static bool TryParse(
        string[] args, [NotNullWhen(true)] out ChaosOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i += 2)
        {
            error = args[i] switch
            {
                "--count" => Read(values, args, i, 1, MostNotifications),
                "--seed" => Read(values, args, i, 0, int.MaxValue),
                "--seconds" => Read(values, args, i, 1, LongestRun),
                _ => $"{args[i]} is no option; there are --count, --seed and --seconds.",
            };
            if (error is not null)
                return false;
        }
        var count = values.GetValueOrDefault("--count", 10_000);
        options = new ChaosOptions
        {
            Count = count,
            Seed = values.TryGetValue("--seed", out var seed) ? seed : Random.Shared.Next(),
            Sending = TimeSpan.FromSeconds(values.GetValueOrDefault("--seconds", Math.Max(count / PerSecond, ShortestRun))),
        };
        error = null;
        return true;
    }

    private static string? Read(Dictionary<string, int> values, string[] args, int at, int least, int most)
    {
        if (at + 1 == args.Length)
            return $"{args[at]} lacks its value.";
        if (!int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least || value > most)
            return string.Create(CultureInfo.InvariantCulture, $"{args[at]} takes a whole number from {least} to {most}, not '{args[at + 1]}'.");
        return values.TryAdd(args[at], value) ? null : $"{args[at]} is given twice.";
    }
}

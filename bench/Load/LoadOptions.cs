using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using FailureFunctions.Bench.Load.Stores;

namespace FailureFunctions.Bench.Load;

/// <summary>The command line.</summary>
internal sealed record LoadOptions
{
    public const string Usage = """
        Measures the app under load of signed notifications, or compares it with a naive and an empty function.

          dotnet run -c Release --project bench/Load -- run      [--target app|naive|empty] [options]
          dotnet run -c Release --project bench/Load -- run      --url URL [--key FILE] [--host-pid N] [--worker-pid N] [options]
          dotnet run -c Release --project bench/Load -- compare  [options]
          dotnet run -c Release --project bench/Load -- cold     [options]
          dotnet run -c Release --project bench/Load -- outage   [options]
          dotnet run -c Release --project bench/Load -- flood    [--forgeries N] [options]

          --concurrency N   closed loop: N senders, each waits for its answer (1)
          --rate N          open loop instead: N per second, whether or not they are answered (outage: 100, flood: 50)
          --seconds N       length of a round; outage: of each of its three parts (10)
          --warmup N        seconds of load before the first round, of each target; with signing at most twice as long (30)
          --rounds N        rounds of each target, in turns (4)
          --duplicates X    share of repeats of an earlier notification, 0 to 1 (0)
          --hot X           share that concerns one recipient, 0 to 1 (0)
          --forgeries N     flood: forged notifications per second beside the genuine ones (100)
          --size N          characters of the server's reply (120)
          --stores S        azurite, or instant, instant:1, instant:5, instant:20: answers at once or after so many ms (instant)
          --published       measure the output of dotnet publish, as it is deployed, not of the build
          --updater         let the app update the suppression list meanwhile; on Azure, another instance does
          --output DIR      for result.json, plots and logs (.local/load)

        outage: the app before, during and after an outage of the bus, and how it clears what it queued meanwhile.
        --url: an app that runs already; it must trust the key, which is local/Run's unless --key names a PEM file.

        Exit code: 0 measured, 1 not measurable or refused, 2 a wrong command line, 130 stopped.
        """;

    private static readonly string[] Verbs = ["run", "compare", "cold", "outage", "flood"];
    private static readonly string[] OfLoad = ["--concurrency", "--rate", "--seconds", "--warmup", "--duplicates", "--hot", "--updater"];

    public required string Verb { get; init; }

    public string Target { get; init; } = "app";

    // Kept out of result.json: its query may hold a function key.
    [JsonIgnore]
    public Uri? Url { get; init; }

    public string? KeyFile { get; init; }

    public int? HostPid { get; init; }

    public int? WorkerPid { get; init; }

    /// <summary>Per second; 0: a closed loop.</summary>
    public int Rate { get; init; }

    public int Concurrency { get; init; } = 1;

    /// <summary>Per second.</summary>
    public int Forgeries { get; init; } = 100;

    public int Seconds { get; init; } = 10;

    public int Warmup { get; init; } = 30;

    public int Rounds { get; init; } = 4;

    public double Duplicates { get; init; }

    public double Hot { get; init; }

    public int Size { get; init; } = 120;

    public StoreKind Stores { get; init; } = new(TimeSpan.Zero);

    public bool Published { get; init; }

    /// <summary>Whether the app's timer UpdateSuppressions runs in the process that is measured.</summary>
    public bool Updater { get; init; }

    public string? Output { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="error">What is wrong with them, in one line.</param>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out LoadOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        error = args.Length > 0 && Verbs.Contains(args[0]) ? null : $"The first word must be one of {string.Join(", ", Verbs)}.";
        if (error is not null)
            return false;
        var read = new LoadOptions { Verb = args[0], Rate = args[0] switch { "outage" => 100, "flood" => 50, _ => 0 } };
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 1; at < args.Length; at++)
        {
            var name = args[at];
            if (!given.Add(name))
                return Fail($"{name} is given twice.", out error);
            if (name is "--published" or "--updater")
            {
                read = name == "--updater" ? read with { Updater = true } : read with { Published = true };
                continue;
            }
            if (++at == args.Length)
                return Fail($"{name} lacks its value, or is not an option.", out error);
            if (!TryApply(ref read, name, args[at], out error))
                return false;
        }
        error = Contradiction(read, given);
        options = error is null ? read : null;
        return error is null;
    }

    private static bool TryApply(ref LoadOptions read, string name, string value, [NotNullWhen(false)] out string? error)
    {
        error = null;
        LoadOptions? next = name switch
        {
            "--target" => Running.Target.Find(value) is null ? null : read with { Target = value },
            "--url" => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? read with { Url = url } : null,
            "--key" => File.Exists(value) ? read with { KeyFile = value } : null,
            "--host-pid" => Whole(value, 1, int.MaxValue) is { } pid ? read with { HostPid = pid } : null,
            "--worker-pid" => Whole(value, 1, int.MaxValue) is { } pid ? read with { WorkerPid = pid } : null,
            "--rate" => Whole(value, 1, 20_000) is { } rate ? read with { Rate = rate } : null,
            "--forgeries" => Whole(value, 1, 20_000) is { } forgeries ? read with { Forgeries = forgeries } : null,
            "--concurrency" => Whole(value, 1, 1_000) is { } senders ? read with { Concurrency = senders } : null,
            "--seconds" => Whole(value, 1, 240) is { } seconds ? read with { Seconds = seconds } : null,
            "--warmup" => Whole(value, 0, 240) is { } seconds ? read with { Warmup = seconds } : null,
            "--rounds" => Whole(value, 1, 100) is { } rounds ? read with { Rounds = rounds } : null,
            "--duplicates" => Share(value) is { } share ? read with { Duplicates = share } : null,
            "--hot" => Share(value) is { } share ? read with { Hot = share } : null,
            "--size" => Whole(value, 0, 40_000) is { } size ? read with { Size = size } : null,
            "--stores" => StoreKind.TryParse(value) is { } stores ? read with { Stores = stores } : null,
            "--output" => read with { Output = value },
            _ => null,
        };
        if (next is null)
            return Fail($"{name}: \"{value}\" is not possible; {Possible(name)}.", out error);
        read = next;
        return true;
    }

    private static string Possible(string name) => name switch
    {
        "--target" => $"there are {string.Join(", ", Running.Target.All.Select(target => target.Name))}",
        "--url" => "write an address such as http://localhost:7071/api/failures",
        "--key" => "name an existing PEM file",
        "--stores" => "there are azurite, instant, instant:1, instant:5, instant:20",
        "--duplicates" or "--hot" => "give a number from 0 to 1",
        // A signature is refused 5 minutes after its date, and all of a round are signed beforehand.
        "--seconds" or "--warmup" => "give a whole number up to 240",
        "--rate" or "--forgeries" => "give a whole number from 1 to 20000",
        "--concurrency" => "give a whole number from 1 to 1000",
        "--rounds" => "give a whole number from 1 to 100",
        "--size" => "give a whole number up to 40000",
        "--host-pid" or "--worker-pid" => "give a process id",
        _ => "there is no such option",
    };

    private static string? Contradiction(LoadOptions read, HashSet<string> given)
    {
        if (given.Contains("--rate") && given.Contains("--concurrency"))
            return "--rate and --concurrency exclude each other: an open loop waits for no answer.";
        if (read.Verb == "cold" && OfLoad.FirstOrDefault(given.Contains) is { } idle)
            return $"{idle} has no effect: cold sends one notification after each start.";
        if (read.Verb is "outage" or "flood" && given.Contains("--concurrency"))
            return $"--concurrency has no effect: {read.Verb} sends at --rate.";
        if (read.Verb != "flood" && given.Contains("--forgeries"))
            return "--forgeries is for flood.";
        if (read.Verb == "outage" && read.Stores.Delay is null)
            return "outage needs instant stores, which count the outbox.";
        if (read.Verb != "run" && (given.Contains("--url") || given.Contains("--target")))
            return $"--url and --target are for run; {read.Verb} starts what it measures.";
        if (read.Url is null && (given.Contains("--key") || given.Contains("--host-pid") || given.Contains("--worker-pid")))
            return "--key, --host-pid and --worker-pid are for --url.";
        if (read.Url is not null && (given.Contains("--target") || given.Contains("--stores") || read.Published || read.Updater))
            return "--url names an app that runs already, so --target, --stores, --published and --updater have no effect.";
        return null;
    }

    private static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : null;

    private static bool Fail(string message, out string error)
    {
        error = message;
        return false;
    }
}

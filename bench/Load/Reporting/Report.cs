using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FailureFunctions.Bench.Load.Measuring;

namespace FailureFunctions.Bench.Load.Reporting;

/// <summary>The result of a run: a table to read, result.json, plots.</summary>
internal sealed record Report(LoadOptions Options, IReadOnlyList<Reading> Readings)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new TextConverter() },
    };

    public DateTimeOffset At { get; } = DateTimeOffset.UtcNow;

    public string Machine { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} processors, {System.Runtime.InteropServices.RuntimeInformation.OSArchitecture}, .NET {Environment.Version}");

    public string Build { get; } = IsDebug ? "Debug" : "Release";

    public IReadOnlyList<SummaryRow> Summary { get; } = Measuring.Summary.Of(Readings);

    public IReadOnlyList<string> Verdicts { get; } =
    [
        .. Measuring.Verdicts.Of(Readings, Options.Rate),
        .. IsDebug && !Options.Published && Options.Url is null ? ["a Debug build was measured: run this with -c Release."] : Array.Empty<string>(),
    ];

    public bool IsRefused => Measuring.Verdicts.Refusals(Readings).Any();

    private static bool IsDebug =>
#if DEBUG
        true;
#else
        false;
#endif

    public void Print(TextWriter output)
    {
        var targets = Readings.Select(reading => reading.Target).Distinct().ToList();
        var peers = Options.Verb == "outage" ? [] : targets.Skip(1).ToList();
        output.WriteLine();
        output.WriteLine(Line("median (lowest to highest)", targets, peers.Select(peer => $"{targets[0]}/{peer}")));
        foreach (var row in Summary)
        {
            output.WriteLine(Line(
                row.Metric,
                targets.Select(target => row.Targets.TryGetValue(target, out var spread) ? Text(spread) : ""),
                peers.Select(peer => row.Ratios.TryGetValue(peer, out var spread) ? Text(spread) : "")));
        }
        output.WriteLine();
        foreach (var target in Readings.GroupBy(reading => reading.Target))
        {
            var statuses = target.SelectMany(reading => reading.Statuses).GroupBy(status => status.Key, status => status.Value);
            output.WriteLine($"answers of {target.Key}: " + string.Join(", ", statuses.OrderBy(status => status.Key)
                .Select(status => string.Create(CultureInfo.InvariantCulture, $"{status.Key}: {status.Sum()}"))));
        }
        output.WriteLine($"{Machine}, {Build} build, stores: {(Options.Url is null ? Options.Stores : "its own")}");
        foreach (var verdict in Verdicts)
            output.WriteLine($"NOT CONCLUSIVE, {verdict}");
    }

    /// <summary>Writes result.json and the plots.</summary>
    public void Save(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "result.json"), JsonSerializer.Serialize(this, Json));
        Plots.Save(Readings, folder, inTurns: Options.Verb != "outage");
    }

    private static string Line(string name, IEnumerable<string> values, IEnumerable<string> ratios) =>
        (name.PadRight(34) + string.Concat(values.Select(value => value.PadRight(26))) + string.Concat(ratios.Select(ratio => ratio.PadRight(24)))).TrimEnd();

    private static string Text(Spread spread) =>
        spread.Min == spread.Max ? Text(spread.Median) : $"{Text(spread.Median)} ({Text(spread.Min)} to {Text(spread.Max)})";

    private static string Text(double value) =>
        value.ToString(value >= 1000 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>Writes the stores as on the command line.</summary>
    private sealed class TextConverter : JsonConverter<Stores.StoreKind>
    {
        public override Stores.StoreKind? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Stores.StoreKind.TryParse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Stores.StoreKind value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}

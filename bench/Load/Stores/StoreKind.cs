using System.Globalization;

namespace FailureFunctions.Bench.Load.Stores;

/// <summary>What stands in for the storage account and the namespace.</summary>
/// <param name="Delay">How long the instant stores wait before they answer; null: Azurite and the emulator.</param>
internal sealed record StoreKind(TimeSpan? Delay)
{
    public static StoreKind? TryParse(string text) => text switch
    {
        "azurite" => new StoreKind((TimeSpan?)null),
        "instant" => new StoreKind(TimeSpan.Zero),
        "instant:1" or "instant:5" or "instant:20" =>
            new StoreKind(TimeSpan.FromMilliseconds(int.Parse(text[8..], CultureInfo.InvariantCulture))),
        _ => null,
    };

    public override string ToString() => Delay switch
    {
        null => "azurite",
        { Ticks: 0 } => "instant",
        { TotalMilliseconds: var milliseconds } => string.Create(CultureInfo.InvariantCulture, $"instant:{milliseconds}"),
    };
}

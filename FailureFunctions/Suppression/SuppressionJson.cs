using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FailureFunctions.Classification;
using FailureFunctions.Recording;

namespace FailureFunctions.Suppression;

/// <summary>The columns <c>Evidence</c> and <c>Decisions</c>: JSON arrays, docs/tables.md.</summary>
internal static class SuppressionJson
{
    /// <summary>The longest column, in characters: Table Storage takes 32,768.</summary>
    public const int Longest = 30_000;

    // Relaxed, because people read the columns in Azure Storage Explorer.
    private static readonly SuppressionJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string? Write(IReadOnlyList<Evidence> evidence) => evidence.Count == 0
        ? null
        : JsonSerializer.Serialize(
            [
                .. evidence.Select(one => new EvidenceItem
                {
                    EventId = one.EventId.Value,
                    OccurredAt = one.OccurredAt.ToUniversalTime(),
                    Kind = SuppressionNames.Of(one.Kind),
                    Reason = ClassificationNames.Of(one.Reason),
                    Advice = ClassificationNames.Of(one.Advice),
                    RefusedAtRecipient = one.RefusedAtRecipient,
                }),
            ],
            Context.EvidenceItemArray);

    /// <summary>Where it would be too long, the oldest notes are left out.</summary>
    public static string? Write(IReadOnlyList<Decision> decisions)
    {
        DecisionItem[] items = [.. decisions.Select(ItemOf)];
        if (items.Length == 0)
            return null;
        var text = JsonSerializer.Serialize(items, Context.DecisionItemArray);
        for (var oldest = 0; text.Length > Longest && oldest < items.Length; oldest++)
        {
            items[oldest] = items[oldest] with { Note = null };
            text = JsonSerializer.Serialize(items, Context.DecisionItemArray);
        }
        return text;
    }

    /// <exception cref="JsonException">The text is not what was written.</exception>
    public static IReadOnlyList<Evidence> ReadEvidence(string? json) =>
    [
        .. Items(json, Context.EvidenceItemArray).Select(item => new Evidence
        {
            EventId = EventId.TryParse(item.EventId, out var id) ? id : throw new JsonException(),
            OccurredAt = item.OccurredAt,
            Kind = Named(SuppressionNames.Kinds, item.Kind),
            Reason = Named(SuppressionNames.Reasons, item.Reason),
            Advice = Named(SuppressionNames.Advices, item.Advice),
            RefusedAtRecipient = item.RefusedAtRecipient,
        }),
    ];

    /// <exception cref="JsonException">The text is not what was written.</exception>
    public static IReadOnlyList<Decision> ReadDecisions(string? json) =>
    [
        .. Items(json, Context.DecisionItemArray).Select(item => new Decision
        {
            Kind = Named(SuppressionNames.Decisions, item.Kind),
            At = item.At,
            Actor = item.Actor ?? throw new JsonException(),
            Note = item.Note,
            Origin = Named(SuppressionNames.Origins, item.Origin),
        }),
    ];

    private static DecisionItem ItemOf(Decision decision) => new()
    {
        Kind = SuppressionNames.Of(decision.Kind),
        At = decision.At.ToUniversalTime(),
        Actor = decision.Actor,
        Note = decision.Note,
        Origin = SuppressionNames.Of(decision.Origin),
    };

    private static T[] Items<T>(string? json, JsonTypeInfo<T[]> type)
        where T : class
    {
        var items = json is null ? [] : JsonSerializer.Deserialize(json, type);
        return items is null || items.Contains(null) ? throw new JsonException() : items;
    }

    private static T Named<T>(FrozenDictionary<string, T> names, string? name) =>
        name is not null && names.TryGetValue(name, out var value) ? value : throw new JsonException();
}

internal sealed record EvidenceItem
{
    public string? EventId { get; init; }

    public DateTimeOffset OccurredAt { get; init; }

    public string? Kind { get; init; }

    public string? Reason { get; init; }

    public string? Advice { get; init; }

    public bool RefusedAtRecipient { get; init; }
}

internal sealed record DecisionItem
{
    public string? Kind { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Actor { get; init; }

    public string? Note { get; init; }

    public string? Origin { get; init; }
}

[JsonSerializable(typeof(EvidenceItem[]))]
[JsonSerializable(typeof(DecisionItem[]))]
internal sealed partial class SuppressionJsonContext : JsonSerializerContext;

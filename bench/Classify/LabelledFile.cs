using System.Text.Json;
using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Bench.Classify;

/// <summary>
/// Reads a file of labelled replies: one JSON object a line, with <c>code</c>, <c>extended</c>, <c>description</c>,
/// <c>state</c>, and as the label <c>reason</c> or <c>expected_reason</c>, <c>also_accept</c>, <c>expected_hard</c>,
/// <c>suppression</c>.
/// </summary>
internal static class LabelledFile
{
    private static readonly Dictionary<string, Reason> Reasons =
        Enum.GetValues<Reason>().ToDictionary(ClassificationNames.Of, StringComparer.Ordinal);

    private static readonly Dictionary<string, Advice> Advices =
        Enum.GetValues<Advice>().ToDictionary(ClassificationNames.Of, StringComparer.Ordinal);

    /// <summary>Reads the rows.</summary>
    /// <param name="lines">The lines of the file; empty ones are skipped.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="FormatException">A line cannot be read; the message has its number and what is wrong.</exception>
    public static IReadOnlyList<LabelledReply> Read(IEnumerable<string> lines)
    {
        var rows = new List<LabelledReply>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                rows.Add(ReadRow(line, number));
        }

        return rows;
    }

    private static LabelledReply ReadRow(string line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            if (row.ValueKind is not JsonValueKind.Object)
                throw new FormatException("it is not a JSON object");
            var label = Text(row, "reason") ?? Text(row, "expected_reason") ?? throw new FormatException("it has neither \"reason\" nor \"expected_reason\"");
            return new LabelledReply
            {
                Source = Text(row, "source") ?? "unnamed",
                Id = Text(row, "id") ?? $"line {number}",
                Line = number,
                Reply = new DeliveryReply
                {
                    State = Text(row, "state"),
                    Code = ReplyCode.TryParse(Text(row, "code"), out var code) ? code : null,
                    Extended = EnhancedStatusCode.TryParse(Text(row, "extended"), out var extended) ? extended : null,
                    Description = Text(row, "description"),
                },
                Reasons = [.. Texts(row, "also_accept").Prepend(label).Select(ReasonOf)],
                ExpectedHard = Truth(row, "expected_hard"),
                ExpectedAdvice = Text(row, "suppression") is { } advice ? AdviceOf(advice) : null,
                SourceReason = Text(row, "source_reason"),
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new FormatException($"Line {number} cannot be read: {exception.Message}", exception);
        }
    }

    private static Reason ReasonOf(string name) =>
        Reasons.TryGetValue(name.Replace('_', '-'), out var reason)
            ? reason
            : throw new FormatException($"\"{name}\" is none of the reasons {string.Join(", ", Reasons.Keys)}");

    private static Advice AdviceOf(string name) =>
        Advices.TryGetValue(name.Replace('_', '-'), out var advice)
            ? advice
            : throw new FormatException($"\"{name}\" is none of the advices {string.Join(", ", Advices.Keys)}");

    private static string? Text(JsonElement row, string name) =>
        !row.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw new FormatException($"\"{name}\" is neither text nor number nor null"),
        };

    private static bool? Truth(JsonElement row, string name) =>
        !row.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            _ => throw new FormatException($"\"{name}\" is neither true nor false nor null"),
        };

    private static IEnumerable<string> Texts(JsonElement row, string name)
    {
        if (!row.TryGetProperty(name, out var values) || values.ValueKind is JsonValueKind.Null)
            return [];
        if (values.ValueKind is not JsonValueKind.Array)
            throw new FormatException($"\"{name}\" is not a list");
        return [.. values.EnumerateArray().Select(value => value.GetString() ?? throw new FormatException($"\"{name}\" holds a null"))];
    }
}

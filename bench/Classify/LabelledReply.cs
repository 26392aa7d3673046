using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Bench.Classify;

/// <summary>A reply with the label that its source gives.</summary>
internal sealed record LabelledReply
{
    /// <summary>Where the label comes from.</summary>
    public required string Source { get; init; }

    /// <summary>What names the row within its source.</summary>
    public required string Id { get; init; }

    /// <summary>The line of the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The reply.</summary>
    public required DeliveryReply Reply { get; init; }

    /// <summary>The reasons that count as right, the best first; empty when the label is none of ours.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>Whether the source calls the failure a hard one; null when it does not say.</summary>
    public bool? ExpectedHard { get; init; }

    /// <summary>The advice that the label asks for; null when it does not say.</summary>
    public Advice? ExpectedAdvice { get; init; }

    /// <summary>The source's own word for the reason.</summary>
    public string? SourceReason { get; init; }

    /// <summary>Whether there is a text beside the codes.</summary>
    public bool HasText => !string.IsNullOrWhiteSpace(Reply.Description);

    /// <summary>Whether hard or soft can be scored: the sources agree on it, or do not contradict each other.</summary>
    public bool ScoresHard => ExpectedHard is not null && SourceReason is not ("suspend" or "filtered");
}

using System.Collections.Frozen;
using FailureFunctions.Classification;

namespace FailureFunctions.Suppression;

/// <summary>The names in rows, messages and answers: a contract, docs/suppression.md.</summary>
internal static class SuppressionNames
{
    public static readonly FrozenDictionary<string, Reason> Reasons = ByName<Reason>(ClassificationNames.Of);
    public static readonly FrozenDictionary<string, Advice> Advices = ByName<Advice>(ClassificationNames.Of);
    public static readonly FrozenDictionary<string, SuppressionStatus> Statuses = ByName<SuppressionStatus>(Of);
    public static readonly FrozenDictionary<string, SuppressionOrigin> Origins = ByName<SuppressionOrigin>(Of);
    public static readonly FrozenDictionary<string, DecisionKind> Decisions = ByName<DecisionKind>(Of);
    public static readonly FrozenDictionary<string, EvidenceKind> Kinds = ByName<EvidenceKind>(Of);

    public static string Of(SuppressionStatus status) => status switch
    {
        SuppressionStatus.Suppressed => "suppressed",
        SuppressionStatus.Protected => "protected",
        SuppressionStatus.Released => "released",
        SuppressionStatus.Watched => "watched",
        _ => "none",
    };

    public static string Of(SuppressionOrigin origin) => origin switch
    {
        SuppressionOrigin.Complaint => "complaint",
        SuppressionOrigin.Manual => "manual",
        SuppressionOrigin.Import => "import",
        _ => "failure",
    };

    public static string Of(DecisionKind kind) => kind switch
    {
        DecisionKind.Add => "add",
        DecisionKind.Import => "import",
        DecisionKind.Release => "release",
        DecisionKind.Protect => "protect",
        _ => "unprotect",
    };

    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Complaint => "complaint",
        EvidenceKind.Delivery => "delivery",
        _ => "failure",
    };

    private static FrozenDictionary<string, T> ByName<T>(Func<T, string> name)
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(name, StringComparer.Ordinal);
}

namespace FailureFunctions.Classification;

/// <summary>
/// The names that reasons, severities, advice and confidence carry outside the program: in table rows, messages and logs.
/// Kebab-case and stable, since people filter by them. In the order of the enumerations, whose own names cost a start more.
/// </summary>
internal static class ClassificationNames
{
    public static readonly string[] Confidences = ["low", "medium", "high"];
    public static readonly string[] Abouts = ["recipient", "sender", "message", "system"];
    public static readonly string[] Stages = ["unknown", "recipient", "sender", "message", "local"];

    private static readonly string[] Severities = ["unknown", "permanent", "persistent", "transient", "message", "block", "sender", "local"];
    private static readonly string[] Advices = ["never", "suppress-if-repeated", "suppress-now"];
    private static readonly string[] Reasons = ReasonTable.Names;

    // A value that is none of the enumeration's has the name that harms nobody.
    public static string Of(Reason reason) => Reasons.ElementAtOrDefault((int)reason) ?? "unknown";
    public static string Of(Severity severity) => Severities.ElementAtOrDefault((int)severity) ?? "unknown";
    public static string Of(Advice advice) => Advices.ElementAtOrDefault((int)advice) ?? "never";
    public static string Of(Confidence confidence) => Confidences.ElementAtOrDefault((int)confidence) ?? "low";

    /// <summary>The reason of a name; null if there is none.</summary>
    public static Reason? ReasonOf(string name) => Array.IndexOf(Reasons, name) is >= 0 and var index ? (Reason)index : null;
}

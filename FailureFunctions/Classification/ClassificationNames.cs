using System.Text.Json;

namespace FailureFunctions.Classification;

/// <summary>
/// The names that reasons, severities, advice and confidence carry outside the program: in table rows, messages and logs.
/// Kebab-case and stable, since people filter by them.
/// </summary>
internal static class ClassificationNames
{
    private static readonly string[] Reasons = Names<Reason>();
    private static readonly string[] Severities = Names<Severity>();
    private static readonly string[] Advices = Names<Advice>();
    private static readonly string[] Confidences = Names<Confidence>();

    // A value that is none of the enumeration's has the name that harms nobody.
    public static string Of(Reason reason) => Reasons.ElementAtOrDefault((int)reason) ?? "unknown";

    public static string Of(Severity severity) => Severities.ElementAtOrDefault((int)severity) ?? "unknown";

    public static string Of(Advice advice) => Advices.ElementAtOrDefault((int)advice) ?? "never";

    public static string Of(Confidence confidence) => Confidences.ElementAtOrDefault((int)confidence) ?? "low";

    /// <summary>The reason of a name; null if there is none.</summary>
    public static Reason? ReasonOf(string name) => Array.IndexOf(Reasons, name) is >= 0 and var index ? (Reason)index : null;

    private static string[] Names<T>()
        where T : struct, Enum =>
        Array.ConvertAll(typeof(T).GetEnumNames(), JsonNamingPolicy.KebabCaseLower.ConvertName);
}

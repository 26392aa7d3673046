using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// A row of a register: a code and what it means without text, state or another code. It says why when the register's
/// name does not suggest that meaning.
/// </summary>
internal sealed record CodeMeaning(string Code, Reason Reason, Severity Severity, Advice Advice, string Name, string? Why = null)
{
    /// <summary>A code that says too little, or no failure: the classifier has to look further.</summary>
    public static CodeMeaning Undecided(string code, string name, string? why = null) =>
        new(code, Reason.Unknown, Severity.Unknown, Advice.SuppressIfRepeated, name, why);
}

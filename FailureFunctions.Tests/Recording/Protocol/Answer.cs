namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What a participant learns next.</summary>
/// <param name="Operation">Which of the operations that it waits for is answered; -1 for none.</param>
/// <param name="Kind">How.</param>
/// <param name="Result">The result, where it succeeded.</param>
internal readonly record struct Answer(int Operation, AnswerKind Kind, string Result = "")
{
    /// <summary>Its process is told to end, and none of its operations is answered by that.</summary>
    public static Answer End => new(-1, AnswerKind.Ended);
}

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>How an operation is answered.</summary>
internal enum AnswerKind
{
    /// <summary>With its result.</summary>
    Succeeded,

    /// <summary>With an error of its client.</summary>
    Failed,

    /// <summary>The process is told to end, and the operation is cancelled.</summary>
    Ended,
}

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What may happen at one operation on a store or the bus.</summary>
internal enum Fault
{
    /// <summary>It succeeds.</summary>
    None,

    /// <summary>It is refused, or times out and never happens.</summary>
    Refused,

    /// <summary>It happens, and the answer is an error.</summary>
    AnswerLost,

    /// <summary>It happens, the answer gets lost, and the client tries it again by itself.</summary>
    Repeated,

    /// <summary>It times out, and happens at any later moment.</summary>
    Late,

    /// <summary>The process dies, is told to end, or its caller goes away: before it.</summary>
    EndedBefore,

    /// <summary>It happens, and the process dies, is told to end, or its caller goes away.</summary>
    EndedAfter,

    /// <summary>The process dies, is told to end, or its caller goes away; it is on its way, and happens at any later moment.</summary>
    EndedLate,
}

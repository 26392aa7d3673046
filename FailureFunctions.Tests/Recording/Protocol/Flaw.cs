namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>How a protocol is wrong.</summary>
internal enum Flaw
{
    /// <summary>The row carries the delivery's attempt, not the entry's.</summary>
    AttemptOfTheDelivery,

    /// <summary>The message goes out before the row is written.</summary>
    SendBeforeRow,

    /// <summary>The entry is removed before the message goes out.</summary>
    ClearBeforeSend,

    /// <summary>A row that is there is taken for a repeat, whoever wrote it.</summary>
    EveryRowIsARepeat,

    /// <summary>A repeat is never recognised.</summary>
    NoRepeats,
}

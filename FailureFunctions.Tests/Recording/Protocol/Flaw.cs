namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>How a protocol is wrong.</summary>
internal enum Flaw
{
    /// <summary>The message goes out before the row is added.</summary>
    SendBeforeRow,

    /// <summary>A bounce is added if no other report of it has a row: both reports may look at the same moment.</summary>
    LookThenAdd,

    /// <summary>A webhook's late report is added without a claim, so the log's report of the same failure can be added at the same moment.</summary>
    LateIsUnclaimed,

    /// <summary>The row is marked as published while the message is on its way: the mark may overtake it.</summary>
    MarkBeforeSend,

    /// <summary>The drain removes the pointer before it sends.</summary>
    RemovePointerBeforeSend,

    /// <summary>The answer 202 does not wait for the pointer.</summary>
    AcknowledgeBeforePointer,

    /// <summary>Every row that exists is taken for a duplicate, published or not.</summary>
    EveryRowIsADuplicate,

    /// <summary>A duplicate is never recognised.</summary>
    NoDuplicates,

    /// <summary>The mark is an upsert, so it also adds a row.</summary>
    MarkIsAnUpsert,

    /// <summary>The mark does not depend on the row's version.</summary>
    MarkOfAnyVersion,

    /// <summary>Retention removes rows that were not published.</summary>
    ExpireUnpublished,
}

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What somebody deletes of a recipient while notifications of it come in.</summary>
internal enum Erasure
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The row; an entry is left for the drain to complete.</summary>
    Row,

    /// <summary>The row and the entry.</summary>
    RowAndEntry,
}

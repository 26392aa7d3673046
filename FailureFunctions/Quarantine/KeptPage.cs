namespace FailureFunctions.Quarantine;

/// <summary>A part of what was asked for.</summary>
/// <typeparam name="T">What there is of each notification.</typeparam>
/// <param name="Items">The newest first.</param>
/// <param name="Next">Where to go on (<see cref="KeptRange.After"/>); null when everything was seen.</param>
internal sealed record KeptPage<T>(IReadOnlyList<T> Items, KeptId? Next);

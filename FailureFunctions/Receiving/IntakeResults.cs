namespace FailureFunctions.Receiving;

/// <summary>The names of <see cref="IntakeResult"/> in answers, logs and metrics.</summary>
internal static class IntakeResults
{
    /// <summary>The name of a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>Kebab-case, such as <c>recorded</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The result is none of the known cases.</exception>
    public static string NameOf(IntakeResult result) => result switch
    {
        IntakeResult.Recorded => "recorded",
        IntakeResult.Duplicate => "duplicate",
        IntakeResult.Queued => "queued",
        IntakeResult.Unauthenticated => "unauthenticated",
        IntakeResult.KeyUnavailable => "key-unavailable",
        IntakeResult.StorageUnavailable => "storage-unavailable",
        IntakeResult.UnsupportedMediaType => "unsupported-media-type",
        IntakeResult.Unreadable => "unreadable",
        IntakeResult.OtherType => "other-type",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}

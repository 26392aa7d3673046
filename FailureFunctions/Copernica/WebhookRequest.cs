namespace FailureFunctions.Copernica;

/// <summary>A request as received, not yet authenticated.</summary>
internal sealed record WebhookRequest
{
    public required string Method { get; init; }

    /// <summary>
    /// Path and query exactly as sent, function key included: <c>/api/failures?code=…</c>. It is signed, so it must be neither
    /// decoded nor encoded (<c>HttpRequestData.Url.OriginalString</c> has it, the <see cref="Uri"/> properties may not).
    /// </summary>
    public required string Target { get; init; }

    public required WebhookHeaders Headers { get; init; }

    /// <summary>The raw bytes that the digest covers.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}

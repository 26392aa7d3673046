namespace FailureFunctions.Copernica;

/// <summary>A call as it came in, before anybody has looked into it.</summary>
internal sealed record WebhookRequest
{
    /// <summary>The HTTP method, such as <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// Path and query exactly as they were sent, function key included: <c>/api/failures?code=…</c>. It is part of what is
    /// signed, so neither decoded nor encoded again (<c>HttpRequestData.Url.OriginalString</c> has it, the <see cref="Uri"/>
    /// properties may not).
    /// </summary>
    public required string Target { get; init; }

    /// <summary>The header fields.</summary>
    public required WebhookHeaders Headers { get; init; }

    /// <summary>The raw body; the digest is taken over these bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}

using System.Net.Http.Headers;

namespace FailureFunctions.Copernica;

internal sealed record WebhookRequest
{
    public required string Method { get; init; }

    /// <summary>
    /// Path and query exactly as sent, function key included: <c>/api/failures?code=…</c>. It is signed, so it must be neither
    /// decoded nor encoded (<c>HttpRequestData.Url.OriginalString</c> has it, the <see cref="Uri"/> properties may not).
    /// </summary>
    public required string Target { get; init; }

    public required WebhookHeaders Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>
/// The header fields of a request: found in any case, repeats joined by <c>", "</c>, and the text otherwise unchanged,
/// because it is signed.
/// </summary>
internal sealed class WebhookHeaders
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public WebhookHeaders(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields)
            _values[name] = _values.TryGetValue(name, out var earlier) ? $"{earlier}, {value}" : value;
    }

    /// <summary>
    /// Copies headers as they were received. Enumerating <see cref="HttpHeaders"/> parses and reformats known headers, which
    /// would break a signature over, say, Content-Type; only its raw view does not.
    /// </summary>
    public static WebhookHeaders From(HttpHeaders headers) => new(headers.NonValidated
        .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value)));

    public string? this[string name] => _values.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, string> Fields => _values;
}

/// <summary>A notification that was authenticated, now or when it was first received.</summary>
internal sealed record AuthenticNotification
{
    /// <summary>The sender, as <see cref="AccountId.ToString"/> has it.</summary>
    public required string Account { get; init; }

    /// <summary>The signed Date of the request; null when it was not signed.</summary>
    public required DateTimeOffset? CalledAt { get; init; }

    /// <summary>When it was received; null means just now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>For people only: the body itself says what it is.</summary>
    public required string? ContentType { get; init; }

    /// <summary>Byte for byte as received.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}

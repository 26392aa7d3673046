using System.Net.Http.Headers;

namespace FailureFunctions.Copernica;

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

    /// <summary>The value of a header, or null when it is absent.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>All headers, names in the case that was received.</summary>
    public IReadOnlyDictionary<string, string> Fields => _values;
}

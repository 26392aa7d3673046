using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace FailureFunctions.Copernica;

/// <summary>
/// The header fields of a request: looked up in any case, repeats joined by <c>", "</c>, and the text otherwise untouched,
/// because it is signed.
/// </summary>
internal sealed class WebhookHeaders
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes header fields over.</summary>
    /// <param name="fields">Names, in any case, and values; a name may occur more than once.</param>
    public WebhookHeaders(IEnumerable<KeyValuePair<string, string>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var (name, value) in fields)
            _values[name] = _values.TryGetValue(name, out var earlier) ? $"{earlier}, {value}" : value;
    }

    /// <summary>
    /// Takes header fields over as they were received. Enumerating <see cref="HttpHeaders"/> parses and re-spells known
    /// headers, which would break a signature over, say, Content-Type; only its raw view does not.
    /// </summary>
    /// <param name="headers">The headers, such as <c>HttpRequestData.Headers</c>.</param>
    public static WebhookHeaders From(HttpHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return new WebhookHeaders(headers.NonValidated
            .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value)));
    }

    /// <summary>The value of a header, or null when it is absent.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Looks a header up.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="value">Its value, possibly empty, when it is there.</param>
    /// <returns>Whether the header is there.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out string? value) => _values.TryGetValue(name, out value);

    /// <summary>The header fields, names in the case that was received.</summary>
    public IReadOnlyDictionary<string, string> Fields => _values;
}

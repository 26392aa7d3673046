using System.Net.Http.Headers;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The headers of a request or a response.</summary>
public class HttpHeadersCollection : HttpHeaders
{
    /// <summary>Initialises an empty collection.</summary>
    public HttpHeadersCollection()
    {
    }

    /// <summary>Initialises a collection with headers of several values, taken as they are.</summary>
    public HttpHeadersCollection(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        foreach (var (name, values) in headers)
            TryAddWithoutValidation(name, values);
    }

    /// <summary>Initialises a collection with headers of one value, taken as they are.</summary>
    public HttpHeadersCollection(IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
            TryAddWithoutValidation(name, value);
    }
}

using System.Collections.Specialized;
using System.Security.Claims;
using System.Web;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The HTTP request that triggered a function.</summary>
public abstract class HttpRequestData
{
    private NameValueCollection? _query;

    /// <summary>Initialises the request of an invocation.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="functionContext"/> is null.</exception>
    public HttpRequestData(FunctionContext functionContext)
    {
        ArgumentNullException.ThrowIfNull(functionContext);
        FunctionContext = functionContext;
    }

    /// <summary>The body as it was sent; empty when the request had no Content-Length.</summary>
    public abstract Stream Body { get; }

    /// <summary>The headers: names in lower case, repeats joined by commas.</summary>
    public abstract HttpHeadersCollection Headers { get; }

    /// <summary>The cookies.</summary>
    public abstract IReadOnlyCollection<IHttpCookie> Cookies { get; }

    /// <summary>Scheme, host, path and query; <see cref="Uri.OriginalString"/> keeps them as they were sent.</summary>
    public abstract Uri Url { get; }

    /// <summary>The caller's identities.</summary>
    public abstract IEnumerable<ClaimsIdentity> Identities { get; }

    /// <summary>The method, such as <c>POST</c>.</summary>
    public abstract string Method { get; }

    /// <summary>The invocation.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>A response to fill in and return.</summary>
    public abstract HttpResponseData CreateResponse();

    /// <summary>The query's fields, decoded.</summary>
    public virtual NameValueCollection Query => _query ??= HttpUtility.ParseQueryString(Url.Query);
}

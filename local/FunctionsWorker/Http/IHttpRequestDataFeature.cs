namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Gives the HTTP request of an invocation.</summary>
public interface IHttpRequestDataFeature
{
    /// <summary>The request, or null when the invocation has none.</summary>
    ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context);
}

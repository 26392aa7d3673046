using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The HTTP request and response of an invocation.</summary>
public static class FunctionContextHttpRequestExtensions
{
    /// <summary>The request that triggered the invocation, or null when it was no HTTP request.</summary>
    public static async ValueTask<HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context) =>
        context.Features.Get<IHttpRequestDataFeature>() is { } feature
            ? await feature.GetHttpRequestDataAsync(context)
            : null;

    /// <summary>The response that the function returned, or null when it has returned none.</summary>
    public static HttpResponseData? GetHttpResponseData(this FunctionContext context) =>
        context.GetInvocationResult().Value as HttpResponseData;
}

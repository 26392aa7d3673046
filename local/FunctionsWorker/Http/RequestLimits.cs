using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>
/// <c>maxConcurrentRequests</c> and <c>maxOutstandingRequests</c> of host.json: what is over them is answered 429
/// (learn.microsoft.com, "Azure Functions HTTP triggers and bindings", host.json settings).
/// </summary>
internal static class RequestLimits
{
    public static void Configure(RateLimiterOptions options, HostJson hostJson)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        if (Limits(hostJson) is { } limits)
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                _ => RateLimitPartition.GetConcurrencyLimiter("host", _ => limits));
    }

    private static ConcurrencyLimiterOptions? Limits(HostJson hostJson)
    {
        if ((hostJson.MaxConcurrentRequests ?? hostJson.MaxOutstandingRequests) is not { } concurrent)
            return null;
        var outstanding = hostJson.MaxOutstandingRequests ?? int.MaxValue;
        concurrent = Math.Min(concurrent, outstanding);
        return new ConcurrencyLimiterOptions { PermitLimit = concurrent, QueueLimit = outstanding - concurrent };
    }
}

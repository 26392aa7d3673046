using System.Threading.RateLimiting;
using FailureFunctions.Local.FunctionsHost.App;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>Applies <c>maxConcurrentRequests</c> and <c>maxOutstandingRequests</c> of host.json; without them there is no limit.</summary>
internal static class RequestLimiter
{
    public static RateLimiter? Of(HostJson hostJson)
    {
        if ((hostJson.MaxConcurrentRequests ?? hostJson.MaxOutstandingRequests) is not { } concurrent)
            return null;

        var outstanding = hostJson.MaxOutstandingRequests ?? int.MaxValue;
        concurrent = Math.Min(concurrent, outstanding);
        return new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = concurrent, QueueLimit = outstanding - concurrent });
    }
}

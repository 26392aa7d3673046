using Azure.Core.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The serializer that the application configured.</summary>
internal static class WorkerSerializer
{
    public static ObjectSerializer Of(FunctionContext context) =>
        context.InstanceServices.GetService<IOptions<WorkerOptions>>()?.Value.Serializer
        ?? throw new InvalidOperationException("No serializer is configured: set WorkerOptions.Serializer.");
}

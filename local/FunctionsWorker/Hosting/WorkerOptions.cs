using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settings of the worker.</summary>
public class WorkerOptions
{
    /// <summary>Reads and writes JSON for <c>ReadFromJsonAsync</c>, <c>WriteAsJsonAsync</c> and message bodies; System.Text.Json, names in any case, unless set.</summary>
    public ObjectSerializer? Serializer { get; set; }

    /// <summary>What the worker tells the host it can do. This host needs none of it.</summary>
    public IDictionary<string, string> Capabilities { get; } = new Dictionary<string, string>();
}

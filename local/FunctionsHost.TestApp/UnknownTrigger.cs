using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace FunctionsHost.TestApp;

/// <summary>A trigger that the host does not have.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TelegraphTriggerAttribute : TriggerBindingAttribute;

internal sealed class TelegraphFunctions
{
    [Function("Telegraph")]
    public Task RunAsync([TelegraphTrigger] string message) => Signals.AppendAsync("telegraph", message);
}

using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Timer;

/// <summary>A due timer, as it starts an invocation.</summary>
internal sealed class TimerTriggerInput(TimerInfo info) : TriggerInput
{
    public override IReadOnlyDictionary<string, object?> BindingData { get; } = new Dictionary<string, object?>();

    public override object? GetValue(Type type, FunctionContext context) => info;
}

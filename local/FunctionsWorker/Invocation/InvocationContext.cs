using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>One invocation, with its own scope of services.</summary>
internal sealed class InvocationContext : FunctionContext, IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;

    public InvocationContext(FunctionDescriptor function, TriggerInput input, AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        _scope = scope;
        Function = function;
        Input = input;
        InstanceServices = scope.ServiceProvider;
        CancellationToken = cancellationToken;
        TraceContext = new InvocationTrace(input);
        BindingContext = new TriggerBindingContext(input);
        RetryContext = new InvocationRetry(input.RetryCount, function.Retry?.MaxRetryCount ?? 0);
        Features.Set(Outcome);
        input.Attach(this);
    }

    public FunctionDescriptor Function { get; }

    public TriggerInput Input { get; }

    public InvocationOutcome Outcome { get; } = new();

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Id;

    public override TraceContext TraceContext { get; }

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => Function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    private sealed class InvocationTrace(TriggerInput input) : TraceContext
    {
        public override string TraceParent => input.TraceParent;

        public override string TraceState => input.TraceState;
    }

    private sealed class TriggerBindingContext(TriggerInput input) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => input.BindingData;
    }

    private sealed class InvocationRetry(int count, int max) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => max;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsWorker.Tests.Invocation;

internal sealed class PipelineTests
{
    [Test]
    public async Task Steps_run_in_the_order_in_which_they_were_added_and_UseWhen_only_where_it_applies()
    {
        var trace = new ConcurrentQueue<string>();
        await using var host = await TestHost.StartAsync(typeof(Sample), builder =>
        {
            builder.Services.AddSingleton(trace);
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware(async (_, next) =>
            {
                trace.Enqueue("inline before");
                await next();
                trace.Enqueue("inline after");
            });
            builder.UseWhen(context => context.FunctionDefinition.Name == "Sample", (_, next) =>
            {
                trace.Enqueue("when");
                return next();
            });
            builder.UseWhen<Never>(_ => false);
        });

        using var response = await host.Client.GetAsync("api/Sample");

        Assert.That(trace, Is.EqualTo(new[] { "outer before", "inline before", "when", "function", "inline after", "outer after" }));
    }

    [Test]
    public async Task Middleware_can_read_the_request_and_replace_the_response()
    {
        await using var host = await TestHost.StartAsync(typeof(Sample), builder =>
        {
            builder.Services.AddSingleton(new ConcurrentQueue<string>());
            builder.UseMiddleware(async (context, next) =>
            {
                var request = await context.GetHttpRequestDataAsync();
                await next();
                Assert.That(context.GetHttpResponseData()!.StatusCode, Is.EqualTo(HttpStatusCode.OK));
                context.GetInvocationResult().Value = request!.CreateResponse(HttpStatusCode.Conflict);
            });
        });

        using var response = await host.Client.GetAsync("api/Sample");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Middleware_can_answer_for_a_function_that_throws()
    {
        await using var host = await TestHost.StartAsync(typeof(Throwing), builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (InvalidOperationException)
            {
                var request = await context.GetHttpRequestDataAsync();
                context.GetInvocationResult().Value = request!.CreateResponse(HttpStatusCode.BadGateway);
            }
        }));

        using var response = await host.Client.GetAsync("api/Throwing");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
    }

    [Test]
    public async Task Each_invocation_has_a_scope_of_services_that_ends_with_it()
    {
        var scoped = new ConcurrentQueue<Scoped>();
        await using var host = await TestHost.StartAsync(typeof(WithScope), builder => builder.Services
            .AddSingleton(scoped)
            .AddScoped<Scoped>());

        await host.Client.GetAsync("api/WithScope");
        await host.Client.GetAsync("api/WithScope");

        Assert.That(scoped.Distinct().Count(), Is.EqualTo(2));
        Assert.That(scoped, Has.All.Property(nameof(Scoped.Disposed)).True);
    }

    [Test]
    public async Task The_callers_trace_goes_on_in_the_invocation_and_its_span()
    {
        const string traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Azure.Functions.Worker",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await TestHost.StartAsync(typeof(Traced));
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/Traced");
        request.Headers.Add("traceparent", $"00-{traceId}-00f067aa0ba902b7-01");
        request.Headers.Add("tracestate", "a=b");

        using var response = await host.Client.SendAsync(request);
        var told = (await response.Content.ReadAsStringAsync()).Split('\n');

        Assert.That(told[0], Does.StartWith($"00-{traceId}-"));
        Assert.That(told[1], Is.EqualTo("a=b"));
        Assert.That(told[2], Is.EqualTo(traceId));
        var span = spans.Single(activity => activity.TraceId.ToHexString() == traceId);
        Assert.That((span.OperationName, span.Kind), Is.EqualTo(("Invoke", ActivityKind.Server)));
        Assert.That(span.GetTagItem("faas.execution"), Is.EqualTo(told[3]));
    }

    internal sealed class Outer(ConcurrentQueue<string> trace) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            trace.Enqueue("outer before");
            await next(context);
            trace.Enqueue("outer after");
        }
    }

    internal sealed class Never : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => throw new InvalidOperationException("Not to be run.");
    }

    internal sealed class Sample(ConcurrentQueue<string> trace)
    {
        [Function("Sample")]
        public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            trace.Enqueue("function");
            return request.CreateResponse(HttpStatusCode.OK);
        }
    }

    internal sealed class Throwing
    {
        [Function("Throwing")]
        public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => throw new InvalidOperationException();
    }

    internal sealed class Scoped : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    internal sealed class WithScope(Scoped mine, ConcurrentQueue<Scoped> all)
    {
        [Function("WithScope")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request, FunctionContext context)
        {
            all.Enqueue(mine);
            all.Enqueue(context.InstanceServices.GetRequiredService<Scoped>());
        }
    }

    internal sealed class Traced
    {
        [Function("Traced")]
        public async Task<HttpResponseData> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request, FunctionContext context)
        {
            var response = request.CreateResponse(HttpStatusCode.OK);
            await response.WriteStringAsync(string.Join('\n', context.TraceContext.TraceParent, context.TraceContext.TraceState, Activity.Current?.TraceId, context.InvocationId));
            return response;
        }
    }
}

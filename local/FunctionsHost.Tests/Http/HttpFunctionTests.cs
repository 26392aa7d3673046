using FailureFunctions.Local.FunctionsHost.App;
using FailureFunctions.Local.FunctionsHost.Http;
using FailureFunctions.Local.FunctionsHost.Protocol;

namespace FunctionsHost.Tests.Http;

[Parallelizable(ParallelScope.All)]
internal sealed class HttpFunctionTests
{
    [TestCase("items/{id:int:min(1)}/{name?}")]
    [TestCase("items/{id:guid?}")]
    [TestCase("{code:regex(^a$)}/{*rest}")]
    [TestCase("{first:alpha}.{second:length(2,3)=ab}")]
    public void A_route_with_the_constraints_of_ASP_NET_is_accepted(string route)
    {
        Assert.That(Of(route).Template, Is.EqualTo($"api/{route}"));
    }

    [TestCase("{id", "'api/{id' is not a route template: ")]
    [TestCase("{id:nonsense}", "there is no route constraint 'nonsense' for '{id}'")]
    [TestCase("{id:int:nonsense(5)}", "there is no route constraint 'nonsense(5)' for '{id}'")]
    [TestCase("{id:nonsense?}", "there is no route constraint 'nonsense' for '{id}'")]
    [TestCase("{id:range(a)}", "the route constraint 'range(a)' for '{id}' is wrong: ")]
    [TestCase("{id:min(a)}", "the route constraint 'min(a)' for '{id}' is wrong: ")]
    [TestCase("{id:regex([)}", "the route constraint 'regex([)' for '{id}' is wrong: ")]
    [TestCase("{id:regex([)?}", "the route constraint 'regex([)' for '{id}' is wrong: ")]
    public void A_route_that_ASP_NET_would_refuse_is_named(string route, string problem)
    {
        Assert.That(() => Of(route), Throws.TypeOf<FormatException>().With.Message.Contains(problem));
    }

    private static HttpFunction Of(string route)
    {
        var metadata = new RpcFunctionMetadata
        {
            Name = "Function",
            RawBindings = { $$"""{ "name": "request", "type": "httpTrigger", "direction": "In", "route": "{{route}}" }""" },
        };
        return HttpFunction.Of(FunctionDefinition.Of(metadata, "/"), "api");
    }
}

using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>docs/openapi.yaml describes the functions there are. Their answers are checked wherever a test calls one.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class OpenApiTests
{
    [Test]
    public void Every_function_for_programs_is_described_and_no_other()
    {
        var functions =
            from type in typeof(AppServices).Assembly.GetTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(attribute => attribute is not null)
            where trigger?.Route is { } route && (route.StartsWith("suppressions", StringComparison.Ordinal) || route is "failures/find")
            select (function.Name, Operation: $"{trigger.Methods!.Single()} {trigger.Route}", trigger.AuthLevel);

        Assert.That(OpenApi.Operations.Select(operation => (operation.Key, operation.Value)), Is.EquivalentTo(functions.Select(function => (function.Name, function.Operation))));
        Assert.That(
            functions.Where(function => function.AuthLevel is not AuthorizationLevel.Function).Select(function => (function.Name, function.AuthLevel)),
            Is.EqualTo([("RebuildSuppressions", AuthorizationLevel.Admin)]));
    }
}

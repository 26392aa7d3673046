using System.Reflection;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace FunctionsWorker.Tests.Support;

/// <summary>The functions of the types that a test names.</summary>
internal sealed class TypeFunctionSource(params Type[] types) : FunctionSource
{
    public override IEnumerable<MethodInfo> Methods => types.SelectMany(MethodsOf);
}

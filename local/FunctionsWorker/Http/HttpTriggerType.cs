using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>What an HTTP trigger can bind.</summary>
internal sealed class HttpTriggerType : TriggerType
{
    public override Type AttributeType => typeof(HttpTriggerAttribute);

    public override string BindingType => "httpTrigger";

    public override string Output => "http";

    public override string? CheckTriggerParameter(ParameterInfo parameter, TriggerBindingAttribute attribute) =>
        parameter.ParameterType == typeof(HttpRequestData)
            ? null
            : $"the HTTP trigger binds HttpRequestData, not {parameter.ParameterType} (parameter '{parameter.Name}').";

    // Route values, and fields of the query by their names.
    public override bool HasValue(string name, TriggerBindingAttribute attribute) => true;

    public override string? CheckReturnType(Type valueType) =>
        valueType == typeof(void) || typeof(HttpResponseData).IsAssignableFrom(valueType)
            ? null
            : $"a function with an HTTP trigger returns HttpResponseData or nothing, not {valueType}.";
}

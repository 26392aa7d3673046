using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The route of a function: prefix, template, methods.</summary>
internal sealed record HttpRoute(FunctionDescriptor Function, RoutePattern Pattern, string Template, IReadOnlyList<string> Methods)
{
    /// <exception cref="FunctionWorkerException">The template is no route template.</exception>
    public static HttpRoute Of(FunctionDescriptor function, string prefix)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        var template = string.Join('/', new[] { prefix.Trim('/'), trigger.Route?.Trim('/') ?? function.Name }.Where(part => part.Length > 0));
        string[] methods = [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())];

        // A method that a function does not answer is no match (404), as under the host, so it is a constraint and not endpoint metadata (405).
        var policies = methods.Length == 0
            ? null
            : new RouteValueDictionary { ["httpMethod"] = new HttpMethodRouteConstraint(methods) };
        try
        {
            return new HttpRoute(function, RoutePatternFactory.Parse(template, null, policies), template, methods);
        }
        catch (Exception exception) when (exception is RoutePatternException or ArgumentException or InvalidOperationException)
        {
            throw new FunctionWorkerException($"Function '{function.Name}': '{template}' is no route template: {exception.Message}", exception);
        }
    }

    /// <summary>The line that lists the function, as <c>func</c> writes it.</summary>
    public string Describe(Uri address)
    {
        var methods = Methods.Count == 0 ? string.Empty : $"[{string.Join(',', Methods)}] ";
        return $"{Function.Name}: {methods}http://localhost:{address.Port}/{Template}";
    }
}

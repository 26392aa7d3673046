using FailureFunctions.Local.FunctionsHost.App;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>A function with an HTTP trigger.</summary>
internal sealed record HttpFunction(string Name, string Binding, KeyLevel Level, string Template, RoutePattern Pattern, IReadOnlyList<string> Methods)
{
    /// <exception cref="FormatException">The route is not a template, a constraint in it is unknown, or the level is unknown.</exception>
    public static HttpFunction Of(FunctionDefinition function, string prefix)
    {
        var route = function.Trigger.Text("route")?.Trim('/') ?? function.Name;
        var template = string.Join('/', new[] { prefix.Trim('/'), route }.Where(part => part.Length > 0));
        string[] methods = [.. function.Trigger.Texts("methods").Select(method => method.ToUpperInvariant())];
        if (!Enum.TryParse<KeyLevel>(function.Trigger.Text("authLevel") ?? nameof(KeyLevel.Function), ignoreCase: true, out var level))
            throw new FormatException($"'{function.Trigger.Text("authLevel")}' is not an authorization level");

        // A wrong method is answered 404, so it is a constraint of the route; endpoint metadata would answer 405.
        var policies = methods.Length == 0 ? null : new RouteValueDictionary { ["httpMethod"] = new HttpMethodRouteConstraint(methods) };
        try
        {
            var pattern = RoutePatternFactory.Parse(template, null, policies);
            RouteConstraints.Check(pattern);
            return new HttpFunction(function.Name, function.Trigger.Name, level, template, pattern, methods);
        }
        catch (Exception exception) when (exception is FormatException or RoutePatternException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"'{template}' is not a route template: {exception.Message}", exception);
        }
    }

    public string Describe(Uri address)
    {
        var methods = Methods.Count == 0 ? "" : $"[{string.Join(',', Methods)}] ";
        return $"{Name}: {methods}{address}{Template}";
    }
}

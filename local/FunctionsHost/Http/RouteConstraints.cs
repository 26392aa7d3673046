using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>
/// Checks the inline constraints of one route. ASP.NET resolves those of all routes together at the first request, where one that it
/// cannot resolve fails every request.
/// </summary>
internal static class RouteConstraints
{
    private static readonly ParameterPolicyFactory Factory =
        new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider().GetRequiredService<ParameterPolicyFactory>();

    /// <exception cref="FormatException">A constraint is unknown, or its arguments are wrong.</exception>
    public static void Check(RoutePattern pattern)
    {
        foreach (var parameter in pattern.Parameters)
        {
            foreach (var constraint in parameter.ParameterPolicies.Where(policy => policy.Content is not null))
                Check(parameter, constraint);
        }
    }

    private static void Check(RoutePatternParameterPart parameter, RoutePatternParameterPolicyReference constraint)
    {
        try
        {
            var policy = Factory.Create(parameter, constraint);
            if (policy is OptionalRouteConstraint optional)
                policy = optional.InnerConstraint;
            // The expression is parsed when it is first used.
            if (policy is RegexRouteConstraint regex)
                _ = regex.Constraint;
        }
        catch (RouteCreationException exception)
        {
            throw new FormatException(
                $"the route constraint '{constraint.Content}' for '{{{parameter.Name}}}' is wrong: {exception.GetBaseException().Message}", exception);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(
                $"the route constraint '{constraint.Content}' for '{{{parameter.Name}}}' is wrong: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException($"there is no route constraint '{constraint.Content}' for '{{{parameter.Name}}}'", exception);
        }
    }
}

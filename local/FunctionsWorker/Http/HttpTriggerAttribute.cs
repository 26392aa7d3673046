using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on an HTTP request.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Initialises a trigger for every method, with level <see cref="AuthorizationLevel.Function"/>.</summary>
    public HttpTriggerAttribute()
    {
        AuthLevel = AuthorizationLevel.Function;
    }

    /// <summary>Initialises a trigger for these methods.</summary>
    public HttpTriggerAttribute(params string[] methods)
    {
        Methods = methods;
    }

    /// <summary>Initialises a trigger for every method, with that level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
    }

    /// <summary>Initialises a trigger for these methods, with that level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route template below the route prefix; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>The methods that the function answers; every one when null or empty.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>Which key a caller needs.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }
}

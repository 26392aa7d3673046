namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a caller needs. Keys are not enforced on one machine, as with <c>func</c>.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user.</summary>
    User = 1,

    /// <summary>A key of the function or of the host.</summary>
    Function = 2,

    /// <summary>A key of an extension.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}

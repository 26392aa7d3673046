namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The SameSite attribute of a cookie.</summary>
public enum SameSite
{
    /// <summary>Not sent.</summary>
    None = 0,

    /// <summary><c>SameSite=Lax</c>.</summary>
    Lax = 1,

    /// <summary><c>SameSite=Strict</c>.</summary>
    Strict = 2,

    /// <summary><c>SameSite=None</c>.</summary>
    ExplicitNone = 3,
}

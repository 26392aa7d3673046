namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A cookie of a request or a response (RFC 6265).</summary>
public interface IHttpCookie
{
    /// <summary>The Domain attribute.</summary>
    string? Domain { get; }

    /// <summary>The Expires attribute.</summary>
    DateTimeOffset? Expires { get; }

    /// <summary>The HttpOnly attribute.</summary>
    bool? HttpOnly { get; }

    /// <summary>The Max-Age attribute, in seconds.</summary>
    double? MaxAge { get; }

    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The Path attribute.</summary>
    string? Path { get; }

    /// <summary>The SameSite attribute.</summary>
    SameSite SameSite { get; }

    /// <summary>The Secure attribute.</summary>
    bool? Secure { get; }

    /// <summary>The value.</summary>
    string Value { get; }
}

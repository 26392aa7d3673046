using System.Net.Http.Headers;

namespace FailureFunctions.Copernica.Notification;

/// <summary>How the body of a notification is written.</summary>
internal enum NotificationFormat
{
    /// <summary><c>application/x-www-form-urlencoded</c>, as Copernica documents its calls.</summary>
    Form,

    /// <summary>JSON (<c>application/json</c> or a <c>+json</c> type), as Copernica's security page shows.</summary>
    Json,
}

/// <summary>Tells the format from a Content-Type header.</summary>
internal static class NotificationFormats
{
    /// <summary>The format that a Content-Type names; parameters such as <c>charset</c> do not matter.</summary>
    /// <param name="contentType">The header's value; null when it was not sent.</param>
    /// <returns>The format, or null when it is neither form nor JSON.</returns>
    public static NotificationFormat? Of(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed) || parsed.MediaType is not { } type)
            return null;
        if (type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return NotificationFormat.Form;
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            return NotificationFormat.Json;
        return null;
    }
}

namespace FailureFunctions.Recording;

/// <summary>The names of the event that we publish. A contract: docs/messages.md, docs/email.delivery.failed.v1.schema.json.</summary>
internal static class FailureEvent
{
    /// <summary>The topic.</summary>
    public const string Topic = "email-failures";

    /// <summary>The subject, whatever the version.</summary>
    public const string Subject = "email.delivery.failed";

    /// <summary>The CloudEvents type, with the version of the body's shape: within one, fields are only ever added.</summary>
    public const string Type = "email.delivery.failed.v1";

    /// <summary>The CloudEvents dataschema: the <c>$id</c> of the JSON schema.</summary>
    public const string DataSchema = "urn:failurefunctions:schema:email.delivery.failed.v1";

    /// <summary>The content type of the body.</summary>
    public const string ContentType = "application/json";

    /// <summary>The CloudEvents source: who reported it.</summary>
    /// <param name="account">The Copernica account.</param>
    /// <returns>A URI reference such as <c>/copernica/account_1234</c>.</returns>
    public static string SourceOf(string account) => $"/copernica/{account}";
}

namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>A request as the stand-in got it.</summary>
internal sealed record ReceivedCall(string Method, string Path, string Query, string? ContentType, string Body);

namespace FailureFunctions.Infra.Webhook;

/// <summary>Which webhooks there are, as far as that can be known.</summary>
internal sealed record FoundWebhooks
{
    /// <summary>Those that the API shows.</summary>
    public List<RegisteredWebhook> There { get; } = [];

    /// <summary>Those that were registered from here and that the API does not show, each with what it says.</summary>
    public List<(KnownWebhook Webhook, string Why)> Gone { get; } = [];

    /// <summary>Why the API does not list webhooks; null when it does, and then <see cref="There"/> is all.</summary>
    public ApiFailure? Refusal { get; init; }
}

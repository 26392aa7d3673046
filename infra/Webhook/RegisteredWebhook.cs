namespace FailureFunctions.Infra.Webhook;

/// <summary>A webhook as Copernica has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Handler">The address that is called; its query may hold a key.</param>
/// <param name="Trigger">The event, such as <c>failure</c>.</param>
/// <param name="Callers">Who may trigger it; empty for all.</param>
internal sealed record RegisteredWebhook(string Id, string Handler, string Trigger, IReadOnlyList<string> Callers)
{
    /// <summary>Whether it calls the same address, function key included, for the same event.</summary>
    public bool IsSameAs(HandlerUrl handler, string trigger) =>
        Handler == handler.Value && Trigger.Equals(trigger, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it calls the same address for the same event, whatever the query.</summary>
    public bool IsSameButForKey(HandlerUrl handler, string trigger) =>
        Handler.Split('?')[0].Equals(handler.Value.Split('?')[0], StringComparison.OrdinalIgnoreCase)
        && Trigger.Equals(trigger, StringComparison.OrdinalIgnoreCase);

    /// <summary>One line, without the values of the address's query.</summary>
    public string Describe() =>
        $"{Id}  {Trigger}  {HandlerUrl.Masked(Handler)}{(Callers.Count == 0 ? "" : $"  callers: {string.Join(", ", Callers)}")}";
}

/// <summary>A webhook to make or to change.</summary>
internal sealed record WebhookDraft
{
    public required HandlerUrl Handler { get; init; }

    public required string Trigger { get; init; }

    /// <summary>Who may trigger it; empty for all.</summary>
    public IReadOnlyList<string> Callers { get; init; } = [];

    /// <summary>The database that it is limited to; null for all. Only for a new one.</summary>
    public long? Database { get; init; }

    /// <summary>The collection that it is limited to; null for all. Only for a new one.</summary>
    public long? Collection { get; init; }
}

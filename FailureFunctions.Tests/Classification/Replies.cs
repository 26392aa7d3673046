using FailureFunctions.Smtp;

namespace FailureFunctions.Tests.Classification;

/// <summary>Makes replies for tests.</summary>
internal static class Replies
{
    public static DeliveryReply Reply(string? description, int? code = null, string? extended = null, string? state = null) => new()
    {
        State = state,
        Code = code is { } value && ReplyCode.TryCreate(value, out var replyCode) ? replyCode : null,
        Extended = extended is not null && EnhancedStatusCode.TryParse(extended, out var enhanced) ? enhanced : null,
        Description = description,
    };
}

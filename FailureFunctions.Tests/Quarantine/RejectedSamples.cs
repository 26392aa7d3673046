using System.Text;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Quarantine;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Quarantine;

/// <summary>Notifications that are rejected, and the table that keeps them.</summary>
internal static class RejectedSamples
{
    public static readonly WebhookHeaders NoHeaders = new([]);

    public static readonly Rejection NoId = Rejection.Unreadable([new FieldError("id", "is required")]);

    public static AuthenticNotification Notification(string body = "type=failure", DateTimeOffset? calledAt = null) => new()
    {
        Account = "account_1234",
        CalledAt = calledAt,
        ContentType = Samples.Form,
        Body = Encoding.UTF8.GetBytes(body),
    };

    public static QuarantineTable Table(TableServiceClient service, TimeProvider time) => new(service, new MaintenanceTables(service), time);
}

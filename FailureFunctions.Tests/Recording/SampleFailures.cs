using System.Diagnostics;
using System.Text;
using FailureFunctions.Classification;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Observability;
using FailureFunctions.Recording;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Recording;

/// <summary>Failures as the intake makes them of bodies.</summary>
internal static class SampleFailures
{
    // Building one takes longer than all that the tests do with it.
    private static readonly ReplyClassifier Classifier = new();

    /// <summary>The trace of a request.</summary>
    public static ActivityContext Trace { get; } =
        TraceContexts.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1")!.Value;

    /// <summary>Copernica's samples.</summary>
    public static IEnumerable<Failure> Documented() =>
    [
        Of(Samples.UserUnknown), Of(Samples.MailboxFull), Of(Samples.NoSuchDomain), Of(Samples.Blocked), Of(Samples.Expired),
    ];

    /// <summary>One that has every field there is.</summary>
    public static Failure Full() => Of($"{Samples.UserUnknown}&profile=12&mailing=7&custom=x&custom=y&other=z") with
    {
        Trace = Trace,
        Source = NotificationType.Bounce,
        FinalRecipient = "x@intern.example",
    };

    /// <summary>One that has no field but those that must be there.</summary>
    public static Failure Bare() => Of("id=1&recipient=nobody");

    public static Failure Of(string body) => Of(Encoding.UTF8.GetBytes(body))
        ?? throw new AssertionException($"The body was not read: {body}");

    /// <summary>The failure of a body; null when it cannot be read.</summary>
    public static Failure? Of(byte[] body) =>
        Samples.Read(body) is ReadResult.Read read
            ? new FailureFactory(Classifier, Options.Create(new CopernicaOptions()), new FixedTime(Samples.Now)).Create("account_1234", read.Notification, calledAt: null)
            : null;
}

using FailureFunctions.Classification;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Suppression;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace FailureFunctions.Tests.Receiving;

[TestFixture]
internal sealed class DeliveryClearingTests
{
    [Test]
    public async Task A_list_that_does_not_answer_holds_a_call_for_its_limit_only()
    {
        var rows = new Mock<ISuppressionRows>();
        rows.Setup(table => table.FindAsync(It.IsAny<RecipientKey>(), It.IsAny<CancellationToken>()))
            .Returns<RecipientKey, CancellationToken>(async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return null;
            });
        using var world = new ListWorld(rows: rows.Object);
        var options = Options.Create(new CopernicaOptions());
        var clearing = new DeliveryClearing(
            new FailureFactory(new ReplyClassifier(), options, world.Time), world.List, options, world.Time, NullLogger<DeliveryClearing>.Instance);
        var body = "id=m1&type=delivery&time=1717416451&recipient=jan%40example.nl"u8.ToArray();
        var delivered = ((ReadResult.Delivered)NotificationReader.Read(body)).Notification;

        var result = clearing.ClearAsync(
            new AuthenticNotification { Account = "account_1234", CalledAt = null, ContentType = null, Body = body }, delivered, CancellationToken.None);
        Assert.That(result.IsCompleted, Is.False);
        world.Time.Advance(DeliveryClearing.Limit);

        Assert.That(await result.WaitAsync(TimeSpan.FromSeconds(30)), Is.InstanceOf<ReceiveResult.StorageUnavailable>());
    }
}

using System.Text;
using FailureFunctions.Tests.Copernica.Signing;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The matrix of forged and of valid requests, over real HTTP.</summary>
[TestFixture, NonParallelizable]
internal sealed class SignedMatrixTests
{
    [Test]
    public async Task No_forged_request_is_let_in_stored_or_published()
    {
        var draft = Draft("forged");
        var forgeries = ForgedRequests.Of(draft).Where(forgery => forgery.IsTransmissible).ToList();

        using (Assert.EnterMultipleScope())
        {
            foreach (var forgery in forgeries)
            {
                var answer = await Wire.SendAsync(World.App, Wire.Of(forgery.Request));
                // Other paths than the webhook's are answered by the host: the page at / by 204.
                Assert.That(answer.Status, forgery.Request.Target == "/" ? Is.EqualTo(204) : Is.InRange(400, 499), $"{forgery.Name}: {answer.Text}");
            }
        }

        TestContext.Out.WriteLine($"{forgeries.Count} forged requests sent");
        Assert.That(forgeries, Has.Count.GreaterThanOrEqualTo(150));
        Assert.That(await Wire.RowsAsync("forged@example.nl"), Is.Empty);
        var genuine = await Wire.PostAsync(World.App, Wire.Notification("after-forged"));
        await World.Subscriber.WaitForAsync(genuine.EventId);
        Assert.That(World.Subscriber.Received.Select(message => message.CorrelationId), Has.None.EqualTo("forged-id"));
        AssertNoErrors();
    }

    [Test]
    public async Task Every_variant_of_a_valid_request_is_accepted()
    {
        var draft = Draft("variant");
        var variants = ValidVariants.Of(draft).Where(variant => variant.IsTransmissible).ToList();

        using (Assert.EnterMultipleScope())
        {
            foreach (var variant in variants)
            {
                var answer = await Wire.SendAsync(World.App, Wire.Of(variant.Request));
                // Some have a body that is not a notification: authentic, then rejected.
                var expected = variant.Request.Body.Span.SequenceEqual(draft.Body) ? 200 : 400;
                Assert.That(answer.Status, Is.EqualTo(expected), $"{variant.Name}: {answer.Text}");
            }
        }

        TestContext.Out.WriteLine($"{variants.Count} variants sent");
        Assert.That(variants, Has.Count.GreaterThanOrEqualTo(40));
        Assert.That(await Wire.RowsAsync("variant@example.nl"), Has.Count.EqualTo(1));
        AssertNoErrors();
    }

    internal static void AssertNoErrors() =>
        Assert.That(World.App.LogText, Does.Not.Contain(" fail: ").And.Not.Contain(" crit: ").And.Not.Contain("Exception").And.Not.Contain("answered 500"));

    private static RequestDraft Draft(string name) => new()
    {
        Now = DateTimeOffset.UtcNow,
        Host = World.App.Host,
        Body = Encoding.UTF8.GetBytes(Wire.Notification(name)),
    };
}

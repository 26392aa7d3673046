using System.Net;
using System.Text;
using FailureFunctions.Copernica.Bounces;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests.Copernica.Bounces;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class BounceExcerptTests
{
    private const string Fields = "id=n2f6&type=bounce&time=1717417210.5&recipient=info%40voorbeeld.example&envelope=ui2%40feedback.example&profile=7&tags[]=a;b&tags[]=c";

    [Test]
    public void It_makes_the_same_failure()
    {
        var returned = Read($"{Fields}&mime={WebUtility.UrlEncode(Returned.Original)}");

        var again = Read(Encoding.ASCII.GetString(BounceExcerpt.Of(returned)));

        Assert.Multiple(() =>
        {
            Assert.That((again.Type, again.Notification.MessageId, again.Notification.Recipient), Is.EqualTo((returned.Type, returned.Notification.MessageId, returned.Notification.Recipient)));
            Assert.That((again.Notification.ReportedAt, again.Notification.Profile, again.Notification.Extra), Is.EqualTo((returned.Notification.ReportedAt, returned.Notification.Profile, returned.Notification.Extra)));
            Assert.That(again.Notification.Tags, Is.EqualTo(returned.Notification.Tags));
            Assert.That(Encoding.UTF8.GetString(again.Mime), Does.Contain("Subject: Het nieuws van juni").And.Contain("Beste Jan"));
        });
    }

    [TestCase("Subject: x\n\n", '\u00e9')]
    [TestCase("Subject: x\n\n", 'a')]
    [TestCase("no header", ' ')]
    public void It_fits_into_a_row(string start, char rest)
    {
        var tags = string.Concat(Enumerable.Range(0, 500).Select(i => $"&tags[]={i}%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"));
        var returned = Read($"{Fields}{tags}&extra={new string('x', 20_000)}&mime={WebUtility.UrlEncode(start + new string(rest, 1_000_000))}");

        Assert.That(BounceExcerpt.Of(returned), Has.Length.LessThanOrEqualTo(64 * 1024));
    }

    private static ReadResult.Returned Read(string form) => (ReadResult.Returned)Samples.Read(form);
}

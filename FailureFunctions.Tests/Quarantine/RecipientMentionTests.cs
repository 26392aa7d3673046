using FailureFunctions.Quarantine;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Quarantine;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class RecipientMentionTests
{
    [TestCase("recipient=jan%2Bnews%40example.nl&type=x")]
    [TestCase("type=x&recipient=Jan%2bNews@EXAMPLE.NL")]
    [TestCase("recipient=jan+news@example.nl")]
    [TestCase("""{"recipient":"jan+news@example.nl"}""")]
    [TestCase("""{"recipient":"\u006aan\u002bnews\u0040example.nl" """)]
    [TestCase("""{"mail":{"to":["<jan+news@example.nl>"]}}""")]
    [TestCase("mime=To%3A+Jan+%3Cjan%2Bnews%40example.nl%3E%0D%0A")]
    [TestCase("body=%7B%22recipient%22%3A%22jan%5Cu002bnews%40example.nl%22%7D")]
    [TestCase("recipient=jan%252Bnews%2540example.nl")]
    [TestCase("mailto:jan+news@example.nl.")]
    [TestCase("a@b.nl,jan+news@example.nl;c@d.nl")]
    [TestCase("jan+news@example.nl")]
    public void An_address_is_found_in_every_encoding_that_the_reader_understands(string body) => AssertMentions("jan+news@example.nl", body, true);

    [TestCase("recipient=xjan%2Bnews%40example.nl")]
    [TestCase("recipient=jan%2Bnews%40example.nl.org")]
    [TestCase("recipient=jan%2Bnews%40example.nlx")]
    [TestCase("recipient=piet.jan%2Bnews%40example.nl")]
    [TestCase("recipient=news%40example.nl")]
    [TestCase("recipient=jan%2Bnews%40sub.example.nl")]
    [TestCase("recipient=&note=jan+news")]
    [TestCase("")]
    [TestCase("@")]
    [TestCase("\\u00")]
    public void Other_addresses_are_left_alone(string body) => AssertMentions("jan+news@example.nl", body, false);

    [TestCase("josé@exämple.de", "recipient=jos%C3%A9%40ex%C3%A4mple.de", true)]
    [TestCase("josé@exämple.de", "recipient=JOSE%CC%81@xn--exmple-cua.de", true)]
    [TestCase("JOSÉ@xn--exmple-cua.de", """{"recipient":"jos\u00e9@ex\u00e4mple.de"}""", true)]
    [TestCase("josé@exämple.de", "recipient=jose@example.de", false)]
    [TestCase("a@[127.0.0.1]", "recipient=a%40%5B127.0.0.1%5D", true)]
    [TestCase("\"john smith\"@example.nl", "recipient=%22john+smith%22%40example.nl", true)]
    [TestCase("no-at-sign", "recipient=no-at-sign&type=failure", true)]
    [TestCase("no-at-sign", """{"recipient": "No-At-Sign"}""", true)]
    [TestCase("failure", "recipient=x&type=failure", false)]
    [TestCase("no-at-sign", "recipient=no-at-sign-x", false)]
    public void Spellings_of_the_same_key_are_one(string address, string body, bool mentioned) => AssertMentions(address, body, mentioned);

    private static void AssertMentions(string address, string body, bool mentioned)
    {
        var mention = new RecipientMention(RecipientKey.Of(address));

        Assert.That(BodyReadings.Of(body).Any(mention.IsIn), Is.EqualTo(mentioned));
    }
}

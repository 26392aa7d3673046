using System.Text;
using FailureFunctions.Quarantine;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Quarantine;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class AddressSearchTests
{
    [TestCase("recipient=jan%2Bnews%40example.nl&type=x")]
    [TestCase("type=x&recipient=Jan%2bNews@EXAMPLE.NL")]
    [TestCase("recipient=jan+news@example.nl")]
    [TestCase("""{"recipient":"jan+news@example.nl"}""")]
    [TestCase("""{"recipient":"\u006aan\u002bnews\u0040example.nl" """)]
    [TestCase("""{"to":"x\/jan\u002Bnews@example.nl"}""")]
    [TestCase("""{"mime":"To:\r\n\tjan+news@example.nl\r\n"}""")]
    [TestCase("""{"text":"to\njan+news@example.nl\nand others"}""")]
    [TestCase("""{"mail":{"to":["<jan+news@example.nl>"]}}""")]
    [TestCase("""{"data":"{\"recipient\":\"jan+news@example.nl\"}"}""")]
    [TestCase("mime=To%3A+Jan+%3Cjan%2Bnews%40example.nl%3E%0D%0A")]
    [TestCase("note=to+jan%2Bnews%40example.nl")]
    [TestCase("body=%7B%22recipient%22%3A%22jan%5Cu002bnews%40example.nl%22%7D")]
    [TestCase("mailto:jan+news@example.nl.")]
    [TestCase("a@b.nl,jan+news@example.nl;c@d.nl")]
    [TestCase("jan+news@example.nl")]
    public void An_address_is_found_in_its_common_encodings(string body) => AssertFinds("jan+news@example.nl", body, true);

    [TestCase("recipient=xjan%2Bnews%40example.nl")]
    [TestCase("recipient=éjan%2Bnews%40example.nl")]
    [TestCase("recipient=jan%2Bnews%40example.nl.org")]
    [TestCase("recipient=jan%2Bnews%40example.nlx")]
    [TestCase("recipient=jan%2Bnews%40example.nl-x.org")]
    [TestCase("recipient=jan%2Bnews%40example%2Dnl")]
    [TestCase("recipient=piet.jan%2Bnews%40example.nl")]
    [TestCase("recipient=piet-jan%2Bnews%40example.nl")]
    [TestCase("recipient=news%40example.nl")]
    [TestCase("recipient=jan%2Bnews%40sub.example.nl")]
    [TestCase("recipient=&note=jan+news")]
    [TestCase("")]
    [TestCase("@")]
    [TestCase("\\u00")]
    [TestCase("\\")]
    public void Other_addresses_are_left_alone(string body) => AssertFinds("jan+news@example.nl", body, false);

    // docs/retention.md says so, and that such bodies expire.
    [TestCase("recipient=jan%252Bnews%2540example.nl")]
    [TestCase("mime=amFuK25ld3NAZXhhbXBsZS5ubA==")]
    [TestCase("mime=jan=2Bnews=40example.nl")]
    [TestCase("recipient=jan&amp;#43;news@example.nl")]
    public void What_is_encoded_twice_or_otherwise_is_not_found(string body) => AssertFinds("jan+news@example.nl", body, false);

    [TestCase("josé@exämple.de", "recipient=jos%C3%A9%40ex%C3%A4mple.de", true)]
    [TestCase("josé@exämple.de", "recipient=JOSE%CC%81@xn--exmple-cua.de", true)]
    [TestCase("JOSÉ@xn--exmple-cua.de", """{"recipient":"jos\u00e9@ex\u00E4mple.de"}""", true)]
    [TestCase("josé@exämple.de", "recipient=JOSÉ@EXÄMPLE.DE", true)]
    [TestCase("josé@exämple.de", "recipient=jose@example.de", false)]
    [TestCase("a@xn--0.nl", "recipient=A@XN--0.nl", true)]
    [TestCase("a@[127.0.0.1]", "recipient=a%40%5B127.0.0.1%5D", true)]
    [TestCase("\"john smith\"@example.nl", "recipient=%22john+smith%22%40example.nl", true)]
    [TestCase("\"john smith\"@example.nl", """{"recipient":"\"john smith\"@example.nl"}""", true)]
    [TestCase("a@\u0378x.nl", "recipient=a@\u0378x.nl", true)]
    [TestCase("a.b@example.nl", "recipient=axb@example.nl", false)]
    [TestCase("no-at-sign", "recipient=no-at-sign&type=failure", true)]
    [TestCase("no-at-sign", """{"recipient": "No-At-Sign"}""", true)]
    [TestCase("failure", "recipient=x&type=failure", false)]
    [TestCase("no-at-sign", "recipient=no-at-sign-x", false)]
    [TestCase("jan@example.nl", "\\ud800jan@example.nl\\ufffe", true)]
    public void Variants_of_the_same_key_are_found(string address, string body, bool found) => AssertFinds(address, body, found);

    [Test]
    public void A_binary_body_is_searched_too()
    {
        byte[] body = [0xff, 0xfe, 0x00, .. "jan@example.nl"u8, 0xed, 0xa0, 0x80];

        Assert.That(new AddressSearch(RecipientKey.Of("jan@example.nl")).IsIn(body), Is.True);
    }

    private static void AssertFinds(string address, string body, bool found) =>
        Assert.That(new AddressSearch(RecipientKey.Of(address)).IsIn(Encoding.UTF8.GetBytes(body)), Is.EqualTo(found));
}

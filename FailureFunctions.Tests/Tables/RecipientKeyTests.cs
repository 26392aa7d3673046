using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Tables;

internal sealed class RecipientKeyTests
{
    [TestCase("Jan.Jansen@Example.NL", "jan.jansen@example.nl", "example.nl")]
    [TestCase("  jan@example.nl\t", "jan@example.nl", "example.nl")]
    [TestCase("josé@exämple.de", "josé@xn--exmple-cua.de", "xn--exmple-cua.de")]
    [TestCase("jose\u0301@EXA\u0308MPLE.de", "josé@xn--exmple-cua.de", "xn--exmple-cua.de")]
    [TestCase("info@xn--exmple-cua.de", "info@xn--exmple-cua.de", "xn--exmple-cua.de")]
    [TestCase("jan@example.nl \u200b", "jan@example.nl", "example.nl", Description = "IDNA maps U+200B to nothing, and the blank before it was left")]
    [TestCase("jan@example.nl\u3000\u00ad", "jan@example.nl", "example.nl")]
    [TestCase("\"a@b\"@example.nl", "\"a@b\"@example.nl", "example.nl")]
    [TestCase("x@[192.0.2.1]", "x@[192.0.2.1]", "[192.0.2.1]")]
    [TestCase("x\ufffey@b.nl", "x\ufffdy@b.nl", "b.nl", Description = "a noncharacter that .NET does not normalise")]
    [TestCase("postmaster", "postmaster", null)]
    [TestCase("ends with@", "ends with@", null)]
    [TestCase("x@ä..de", "x@ä..de", "ä..de", Description = "no domain name, still a key")]
    [TestCase("a\uFFFEb@example.nl", "a\uFFFDb@example.nl", "example.nl", Description = "a non-character, which Normalize refuses")]
    [TestCase("a\uFFFFb@example.nl", "a\uFFFFb@example.nl", "example.nl")]
    public void Every_variant_of_an_address_gives_one_key(string recipient, string key, string? domain)
    {
        var actual = RecipientKey.Of(recipient);

        Assert.That((actual.Value, actual.Domain), Is.EqualTo((key, domain)));
    }

    // Not a test case: an attribute cannot hold a lone surrogate.
    [Test]
    public void A_lone_surrogate_becomes_the_replacement_character() =>
        Assert.That(RecipientKey.Of("x" + '\ud800' + "y@b.nl").Value, Is.EqualTo("x\ufffdy@b.nl"));

    [TestCase("a/b\\c#d?e%f@x.nl", "a%2Fb%5Cc%23d%3Fe%25f@x.nl")]
    [TestCase("tab\tnul\0del\u007f\u009f@x.nl", "tab%09nul%00del%7F%9F@x.nl")]
    [TestCase("first~last@x.nl", "first%7Elast@x.nl")]
    [TestCase("o'hara@x.nl", "o'hara@x.nl")]
    public void What_the_table_service_refuses_is_percent_encoded(string recipient, string partitionKey) =>
        Assert.That(RecipientKey.Of(recipient).PartitionKey, Is.EqualTo(partitionKey));

    [TestCase("a\u001fb\u0020c\u00a0d@x.nl", "a%1Fb c\u00a0d@x.nl", Description = "blanks are allowed")]
    public void Blanks_within_are_kept(string recipient, string partitionKey) =>
        Assert.That(RecipientKey.Of(recipient).PartitionKey, Is.EqualTo(partitionKey));

    [Test]
    public void Up_to_512_characters_are_the_whole_key()
    {
        Assert.That(TableKey.Encode(new string('a', 512)), Is.EqualTo(new string('a', 512)));
        Assert.That(TableKey.Encode(new string('a', 509) + "/"), Is.EqualTo(new string('a', 509) + "%2F"));
        Assert.That(TableKey.Encode(new string('a', 510) + "/"), Has.Length.EqualTo(512).And.Contains("a~"));
    }

    // Keys are a contract: rows are found by them.
    [Test]
    public void The_key_of_a_known_long_recipient_never_changes() =>
        Assert.That(
            TableKey.Encode(new string('a', 600)),
            Is.EqualTo(new string('a', 447) + "~ba35c170729417f1499e0886e7e12fcdb4ab00ad411110ae1e888c766d4ed70d"));

    [TestCase("jan@example.nl", true)]
    [TestCase("jos\u00c9", true, Description = "only A to Z: other letters may change with the version of Unicode")]
    [TestCase("Jan@example.nl", false)]
    [TestCase("jaZ", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void A_stored_key_is_taken_as_it_is(string? text, bool valid)
    {
        Assert.That(RecipientKey.TryParse(text, out var key), Is.EqualTo(valid));
        Assert.That(key.Value, Is.EqualTo(valid ? text : ""));
    }

    [Test]
    public void A_long_key_is_cut_and_its_hash_keeps_it_apart()
    {
        var one = RecipientKey.Of(new string('a', 2_000) + "1@x.nl").PartitionKey;
        var other = RecipientKey.Of(new string('a', 2_000) + "2@x.nl").PartitionKey;

        Assert.Multiple(() =>
        {
            Assert.That(one, Has.Length.EqualTo(TableKey.Longest));
            Assert.That(one, Does.StartWith(new string('a', 447) + "~"));
            Assert.That(other, Is.Not.EqualTo(one));
        });
    }

    [Test]
    public void A_recipient_that_is_the_key_of_a_long_one_has_another_key()
    {
        var shortened = RecipientKey.Of(new string('a', 600)).PartitionKey;

        Assert.That(RecipientKey.Of(shortened).PartitionKey, Is.Not.EqualTo(shortened));
    }

    [Test]
    public void A_cut_parts_no_surrogate_pair()
    {
        var key = TableKey.Encode(new string('a', 446) + string.Concat(Enumerable.Repeat("😀", 100)));

        Assert.That(key[..447], Is.EqualTo(new string('a', 446) + "~"));
    }
}

using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>What the tables of codes, states and names hold.</summary>
internal sealed class TableTests
{
    // IANA, "SMTP Enhanced Status Codes": the highest detail of each subject, all from 0 being registered.
    [TestCase(0, 0)]
    [TestCase(1, 10)]
    [TestCase(2, 4)]
    [TestCase(3, 6)]
    [TestCase(4, 7)]
    [TestCase(5, 6)]
    [TestCase(6, 10)]
    [TestCase(7, 30)]
    public void Every_registered_enhanced_code_is_in_the_table(int subject, int highestDetail)
    {
        var details = EnhancedCodes.Registered.Where(code => code.Subject == subject).Select(code => code.Detail);

        Assert.That(Enumerable.Range(0, highestDetail + 1), Is.SubsetOf(details));
    }

    [Test]
    public void Every_reply_code_of_SMTP_is_in_the_table()
    {
        int[] registered =
        [
            211, 214, 220, 221, 235, 250, 251, 252, 334, 354, 421, 432, 450, 451, 452, 454, 455, 500, 501, 502, 503, 504,
            521, 523, 525, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556,
        ];

        Assert.That(registered, Is.SubsetOf(ReplyCodes.Registered));
    }

    [Test]
    public void Every_state_of_MailerQ_is_in_the_table()
    {
        string[] documented =
        [
            "process", "suppression", "storage", "responsive", "personalize", "rewrite", "dns", "bind", "connect", "handshake",
            "intro", "ehlo", "helo", "starttls", "authplain", "authlogin", "authusername", "authpassword", "authcram",
            "authresponse", "mailfrom", "rcptto", "data", "message", "idle", "unknown", "amqp", "init", "mail from", "rcpt to",
            "received", "reset", "close", "bounce",
        ];

        Assert.That(documented, Is.SubsetOf(DeliveryStates.Known));
    }

    [TestCase(550, "5.5.0")]
    [TestCase(552, "5.5.2")]
    [TestCase(553, "5.5.3")]
    [TestCase(554, "5.5.4")]
    [TestCase(421, "4.2.1")]
    [TestCase(521, "5.2.1")]
    [TestCase(530, "5.3.0")]
    [TestCase(450, "4.5.0")]
    [TestCase(451, "4.5.1")]
    [TestCase(452, "4.5.2")]
    public void A_code_of_the_digits_of_the_reply_code_is_derived(int code, string extended)
    {
        var reply = Replies.Reply(null, code, extended);

        Assert.That(DerivedCodes.IsDerived(reply.Extended!.Value, reply.Code), Is.True);
    }

    [Test]
    public void A_code_of_other_digits_is_not_derived()
    {
        var reply = Replies.Reply(null, 550, "5.1.1");

        Assert.That(DerivedCodes.IsDerived(reply.Extended!.Value, reply.Code), Is.False);
    }

    [Test]
    public void Every_reason_has_a_row_at_its_own_place()
    {
        Assert.That(ReasonTable.Reasons, Is.EqualTo(Enum.GetValues<Reason>()));
    }

    [Test]
    public void Names_are_those_of_the_enumerations_in_kebab_case()
    {
        Assert.Multiple(() =>
        {
            foreach (var reason in Enum.GetValues<Reason>())
                Assert.That(ClassificationNames.Of(reason), Is.EqualTo(Kebab(reason)));
            foreach (var severity in Enum.GetValues<Severity>())
                Assert.That(ClassificationNames.Of(severity), Is.EqualTo(Kebab(severity)));
            foreach (var advice in Enum.GetValues<Advice>())
                Assert.That(ClassificationNames.Of(advice), Is.EqualTo(Kebab(advice)));
            foreach (var confidence in Enum.GetValues<Confidence>())
                Assert.That(ClassificationNames.Of(confidence), Is.EqualTo(Kebab(confidence)));
        });
    }

    private static string Kebab(Enum value) => string.Concat(
        value.ToString().Select((letter, place) => char.IsUpper(letter) ? $"{(place > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}

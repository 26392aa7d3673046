using System.Globalization;
using System.Text;
using FailureFunctions.Observability;
using FailureFunctions.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Observability;

internal sealed class MaskedAddressTests
{
    private static readonly UnicodeCategory[] Unprintable =
    [
        UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.Surrogate, UnicodeCategory.PrivateUse,
        UnicodeCategory.OtherNotAssigned, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator,
    ];

    [TestCase("jan@example.nl", "j…@example.nl")]
    [TestCase("😀x@example.nl", "😀…@example.nl")]
    [TestCase("nobody", "n…")]
    [TestCase("@example.nl", "…@example.nl")]
    [TestCase("jan@example.nl@", "j…")]
    [TestCase("x@jan%40example.nl", "x…")]
    [TestCase("x@b.nl, jan+jansen@example.nl>", "x…")]
    [TestCase("josé@exämple.de", "j…@xn--exmple-cua.de")]
    [TestCase("\u202Ejan@example.nl", "\uFFFD…@example.nl", Description = "right-to-left override")]
    [TestCase("a\u001b[2J@example.nl", "a…@example.nl")]
    [TestCase("\u001b[2J@example.nl", "\uFFFD…@example.nl", Description = "escape sequence of a terminal")]
    [TestCase("\u0301a@example.nl", "\uFFFD…@example.nl", Description = "combining mark")]
    public void A_masked_address_shows_its_first_character_and_its_domain(string recipient, string masked) =>
        Assert.That(MaskedAddress.Of(RecipientKey.Of(recipient).Value), Is.EqualTo(masked));

    [TestCase(241, true)]
    [TestCase(242, false)]
    public void A_domain_of_up_to_253_characters_is_shown(int filler, bool shown)
    {
        var domain = new string('x', filler) + ".example.com";

        Assert.That(MaskedAddress.Of(RecipientKey.Of($"jan@{domain}").Value), Is.EqualTo(shown ? $"j…@{domain}" : "j…"));
    }

    // A key read from the outbox is taken as stored, so it need not be well-formed.
    [Test]
    public void A_masked_address_has_only_printable_characters()
    {
        var anyKey =
            from first in Gen.Choose(0, char.MaxValue)
            from rest in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, char.MaxValue), Gen.Elements('@', '.', 'a', '\u202E', '\ud83d', '\ude00').Select(c => (int)c)))
            select new string([(char)first, .. rest.Select(c => (char)c)]);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithReplay(20261126, 7), Prop.ForAll(anyKey.ToArbitrary(), text =>
            IsPrintable(MaskedAddress.Of(RecipientKey.Of(text).Value))
            && (!RecipientKey.TryParse(text, out var stored) || IsPrintable(MaskedAddress.Of(stored.Value)))));
    }

    private static bool IsPrintable(string text) =>
        text.EnumerateRunes().All(rune => !Unprintable.Contains(Rune.GetUnicodeCategory(rune)))
        && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}

namespace FailureFunctions.Local.Run.Tests;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class PrintableTests
{
    [TestCase("josé@exämple.de", "josé@exämple.de")]
    [TestCase("\u001b[2Jx@example.nl", "\\u{1B}[2Jx@example.nl")]
    [TestCase("a\r\nb\t", "a\\u{D}\\u{A}b\\u{9}")]
    [TestCase("\u009b2J", "\\u{9B}2J")]
    [TestCase("x\u202egro.elpmaxe@", "x\\u{202E}gro.elpmaxe@")]
    [TestCase(null, "")]
    public void What_a_terminal_would_obey_is_shown_as_its_number(string? text, string shown) =>
        Assert.That(Printable.Of(text), Is.EqualTo(shown));

    [Test]
    public void A_long_text_is_cut_and_put_on_one_line() =>
        Assert.That(Printable.Brief("one\r\ntwo three", 9), Is.EqualTo("one two t…"));
}

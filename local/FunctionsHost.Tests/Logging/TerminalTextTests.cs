using FailureFunctions.Local.FunctionsHost;

namespace FunctionsHost.Tests.Logging;

[Parallelizable(ParallelScope.All)]
internal sealed class TerminalTextTests
{
    [TestCase("josé@exämple.de 😀", "josé@exämple.de 😀")]
    [TestCase("\u001b[2Jx@example.nl\u0007", "\\u{1B}[2Jx@example.nl\\u{7}")]
    [TestCase("\u009b2J", "\\u{9B}2J")]
    [TestCase("x\u202egro.elpmaxe@", "x\\u{202E}gro.elpmaxe@")]
    [TestCase("one\u2028two\u2029", "one\\u{2028}two\\u{2029}")]
    [TestCase("hidden\U000E0041\U0001D173", "hidden\\u{E0041}\\u{1D173}")]
    [TestCase("\ue000\U000F0000", "\\u{E000}\\u{F0000}")]
    public void What_a_terminal_would_obey_is_shown_as_its_number(string text, string shown)
    {
        Assert.That((TerminalText.Line(text), TerminalText.Lines(text)), Is.EqualTo((shown, shown)));
    }

    // As code units: an attribute cannot hold a lone surrogate.
    [TestCase(0xD83D, 'x')]
    [TestCase('x', 0xDE00)]
    public void A_lone_surrogate_is_escaped(int first, int second)
    {
        var text = new string([(char)first, (char)second]);

        Assert.That(TerminalText.Lines(text), Does.Contain("\\u{FFFD}").And.Length.EqualTo(9));
    }

    [TestCase("a\r\nb\t", "a\\u{D}\\u{A}b\\u{9}")]
    [TestCase(null, "")]
    public void One_line_has_no_line_breaks_and_tabs(string? text, string shown)
    {
        Assert.That(TerminalText.Line(text), Is.EqualTo(shown));
    }

    [TestCase("one\r\ntwo\n[2026] forged", "one\n      two\n      [2026] forged")]
    [TestCase("over\rwritten", "over\\u{D}written")]
    [TestCase("tab\tJörg 😀", "tab\tJörg 😀")]
    public void Several_lines_keep_their_breaks_and_cannot_forge_an_entry(string text, string shown)
    {
        Assert.That(TerminalText.Lines(text), Is.EqualTo(shown));
    }

    [TestCase("one\r\ntwo three", 9, "one two t…")]
    [TestCase("one\r\ntwo", 7, "one two")]
    [TestCase("ab😀c", 3, "ab😀…")]
    public void A_long_text_is_cut_between_characters_and_put_on_one_line(string text, int length, string shown)
    {
        Assert.That(TerminalText.Brief(text, length), Is.EqualTo(shown));
    }
}

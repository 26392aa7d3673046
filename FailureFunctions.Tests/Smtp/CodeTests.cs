using FailureFunctions.Smtp;

namespace FailureFunctions.Tests.Smtp;

internal sealed class CodeTests
{
    [TestCase("200", 200)]
    [TestCase("599", 599)]
    [TestCase("550", 550)]
    [TestCase("199", null)]
    [TestCase("600", null)]
    [TestCase("0550", null)]
    [TestCase("55", null)]
    [TestCase("+55", null)]
    [TestCase(" 55", null)]
    [TestCase("5\u06650", null, Description = "an Arabic-Indic digit")]
    [TestCase("", null)]
    public void A_reply_code_is_three_digits_from_200_to_599(string text, int? value)
    {
        Assert.That(ReplyCode.TryParse(text, out var code), Is.EqualTo(value is not null));
        Assert.That(code.Value, Is.EqualTo(value ?? 0));
        Assert.That(code.Class, Is.EqualTo((value ?? 0) / 100));
        if (value is not null)
            Assert.That(code.ToString(), Is.EqualTo(text));
    }

    [TestCase("2.0.0", 2, 0, 0)]
    [TestCase("4.7.650", 4, 7, 650)]
    [TestCase("5.1.1", 5, 1, 1)]
    [TestCase("5.999.999", 5, 999, 999)]
    [TestCase("5.01.001", 5, 1, 1)]
    public void An_enhanced_code_has_class_subject_and_detail(string text, int @class, int subject, int detail)
    {
        Assert.That(EnhancedStatusCode.TryParse(text, out var code));
        Assert.That((code.Class, code.Subject, code.Detail), Is.EqualTo((@class, subject, detail)));
        Assert.That(code.ToString(), Is.EqualTo($"{@class}.{subject}.{detail}"));
    }

    [TestCase("3.1.1")]
    [TestCase("1.1.1")]
    [TestCase("6.1.1")]
    [TestCase("51.1.1")]
    [TestCase("5.1")]
    [TestCase("5.1.")]
    [TestCase("5..1")]
    [TestCase("5.1..")]
    [TestCase("5.111")]
    [TestCase("5,1.1")]
    [TestCase("5.1.1.1")]
    [TestCase("5.1000.1")]
    [TestCase("5.1.1000")]
    [TestCase("5.-1.1")]
    [TestCase("5.\u0661.1", Description = "an Arabic-Indic digit")]
    [TestCase("5.1.1 ")]
    [TestCase("")]
    public void Other_text_is_not_an_enhanced_code(string text)
    {
        Assert.That(EnhancedStatusCode.TryParse(text, out var code), Is.False);
        Assert.That(code, Is.EqualTo(default(EnhancedStatusCode)));
    }
}

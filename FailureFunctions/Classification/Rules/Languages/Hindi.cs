namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Hindi: Gmail and Exchange. Vowel signs are left out when texts are compared.</summary>
internal static class Hindi
{
    private const string Source = "Microsoft's and Google's reports in Hindi";
    private const string Who = "{उपयोगकर्ता|प्राप्तकर्ता|पता|पते|ईमेल पता|खाता|मेलबॉक्स}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("hindi-full", Reason.MailboxFull,
            ["{मेलबॉक्स|इनबॉक्स|संग्रहण} … {भरा|भर|पूर्ण}"],
            "552 प्राप्तकर्ता का मेलबॉक्स भरा हुआ है", Source),
        new("hindi-too-large", Reason.MessageTooLarge, ["संदेश … बहुत {बड़ा|बड़ी}"], "552 संदेश बहुत बड़ा है", Source),
        new("hindi-spam", Reason.SpamContent, ["स्पैम"], "554 स्पैम के रूप में", Source),
        new("hindi-domain", Reason.DomainUnknown, ["डोमेन … {नहीं मिला|मौजूद नहीं|अमान्य}"], "550 डोमेन नहीं मिला", Source),
        new("hindi-unknown", Reason.MailboxUnknown, [Who + " … {नहीं मिला|नहीं मिल|मौजूद नहीं|अमान्य}"], "550 उपयोगकर्ता मौजूद नहीं है", Source),
        new("hindi-later", Reason.RateLimited,
            ["{बाद में|फिर} ‥ {प्रयास|कोशिश}"],
            "450 बाद में फिर प्रयास करें", Source) { Confidence = Confidence.Medium },
    ];
}

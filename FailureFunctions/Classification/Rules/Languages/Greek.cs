namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Greek: hosters and Exchange.</summary>
internal static class Greek
{
    private const string Source = "Field use in Greece and Cyprus; Microsoft's and Google's reports in Greek";
    private const string Who =
        "{χρήστης|χρήστη|παραλήπτης|παραλήπτη|διεύθυνση|διεύθυνσης|διεύθυνσή|λογαριασμός|λογαριασμό|γραμματοκιβώτιο|θυρίδα}";
    private const string Unknown =
        "{δεν υπάρχει|δεν βρέθηκε|δεν ήταν δυνατή η εύρεση|άγνωστος|άγνωστη|δεν είναι έγκυρη|δεν εντοπίστηκε|διαγραφεί|μη έγκυρη}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("greek-authentication", Reason.AuthFailed,
            [
                "{έλεγχος|αποτυχία|απέτυχε|πολιτική} ‥ {spf|dkim|dmarc}", "{spf|dkim|dmarc} ‥ {απέτυχε|αποτυχία}", "έλεγχος ταυτότητας",
                "{λάθος|εσφαλμένος} κωδικός",
            ],
            "550 Ο έλεγχος SPF απέτυχε", Source),
        new("greek-rate", Reason.RateLimited,
            ["{πάρα πολλές|υπερβολικά πολλά|πολλά μηνύματα|πάρα πολλά|πολλές συνδέσεις}", "{όριο|ορίου} ‥ {αποστολής|μηνυμάτων|συνδέσεων}"],
            "421 Πάρα πολλές συνδέσεις", Source),
        new("greek-sender", Reason.SenderRejected,
            ["{αποστολέας|αποστολέα} … {δεν υπάρχει|δεν βρέθηκε|απορρίφθηκε|δεν επιτρέπεται|άγνωστος}"],
            "550 Ο αποστολέας απορρίφθηκε", Source),
        new("greek-full", Reason.MailboxFull,
            [
                "{γραμματοκιβώτιο|θυρίδα|εισερχόμενα|λογαριασμός} … {πλήρες|πλήρης|γεμάτο|γεμάτη}",
                "{υπέρβαση|υπερβεί|ξεπεράσει} ‥ {ορίου|χώρου|όριο|αποθηκευτικού}", "δεν υπάρχει ‥ χώρος",
            ],
            "552 Το γραμματοκιβώτιο είναι πλήρες", Source),
        new("greek-too-large", Reason.MessageTooLarge,
            ["{μήνυμα|μηνύματος|συνημμένο} … {πολύ μεγάλο|υπερβολικά μεγάλο|μέγεθος}", "μέγεθος ‥ μηνύματος"],
            "552 Το μήνυμα είναι πολύ μεγάλο", Source),
        new("greek-not-wanted", Reason.RecipientRefused,
            ["δεν έχετε {δικαίωμα|άδεια|δικαιώματα}", "{παραλήπτης|παραλήπτη} ‥ {απέρριψε|αποκλείσει|δεν δέχεται}"],
            "550 Δεν έχετε δικαίωμα αποστολής", Source),
        new("greek-reputation", Reason.ReputationBlock,
            ["{μαύρη λίστα|λίστα αποκλεισμού|λίστα αποκλεισμένων}", "IP ‥ {αποκλειστεί|αποκλείστηκε|απορρίφθηκε}", "φήμη"],
            "554 Η IP βρίσκεται σε μαύρη λίστα", Source),
        new("greek-spam", Reason.SpamContent,
            ["ως {ανεπιθύμητο|ανεπιθύμητη|spam}", "ανεπιθύμητ*", "ανεπιθύμητης αλληλογραφίας"],
            "554 Χαρακτηρίστηκε ως ανεπιθύμητο", Source),
        new("greek-content", Reason.ContentRejected,
            ["{ιός|ιού|ιό}", "κακόβουλο", "{συνημμένο|συνημμένα} ‥ {δεν επιτρέπ*|αποκλείσ*|απαγορε*}"],
            "552 Εντοπίστηκε ιός", Source),
        new("greek-expired", Reason.Expired,
            ["{έληξε|λήξει} ‥ {μήνυμα|χρόνος|προθεσμία}", "{χρόνος|προθεσμία} ‥ έληξε"],
            "Έληξε ο χρόνος παράδοσης", Source),
        new("greek-connection", Reason.ConnectionFailed,
            [
                "{σύνδεση|σύνδεσης} ‥ {απέτυχε|διακόπηκε|διακομιστή|απορρίφθηκε|λήξη}", "λήξη χρονικού ορίου",
                "διακομιστής ‥ δεν {ανταποκρίνεται|αποκρίνεται}",
            ],
            "Η σύνδεση απέτυχε", Source),
        new("greek-disabled", Reason.MailboxDisabled,
            [Who + " … {απενεργοποιηθεί|απενεργοποιημένος|ανενεργός|ανενεργή|ανασταλεί|κλειδωμένος|κλείσει|απενεργοποιημένο}"],
            "550 Ο λογαριασμός έχει απενεργοποιηθεί", Source),
        new("greek-domain", Reason.DomainUnknown, ["{τομέας|τομέα|domain} ‥ " + Unknown], "550 Ο τομέας δεν υπάρχει", Source),
        new("greek-unknown", Reason.MailboxUnknown,
            [Who + " … " + Unknown, Unknown + " ‥ {χρήστης|παραλήπτης|διεύθυνσης|διεύθυνση|λογαριασμός}", "άγνωστος"],
            "550 Ο χρήστης δεν υπάρχει", Source),
        new("greek-policy", Reason.PolicyBlock,
            ["{πολιτική|πολιτικής} ‥ {ασφαλείας|ασφάλειας}", "{απορρίφθηκε|δεν επιτρέπεται|απαγορεύεται}"],
            "554 Το μήνυμα απορρίφθηκε", Source) { Confidence = Confidence.Medium },
        new("greek-fault", Reason.ServerError,
            ["{προσωρινό|εσωτερικό|προσωρινά} ‥ {σφάλμα|πρόβλημα|μη διαθέσιμη}", "σφάλμα διακομιστή"],
            "451 Προσωρινό σφάλμα", Source) { Confidence = Confidence.Medium },
        new("greek-later", Reason.RateLimited,
            ["{δοκιμάστε|προσπαθήστε} ‥ {ξανά|αργότερα}"],
            "450 Δοκιμάστε αργότερα", Source) { Confidence = Confidence.Medium },
    ];
}

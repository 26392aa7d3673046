namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// What the rules of <see cref="French"/> are composed of: nouns for the mailbox, the message and the sender in French, and what is said of them.
/// </summary>
internal static class FrenchWords
{
    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Classes { get; } = new()
    {
        ["{boîte}"] =
        [
            "utilisateur", "utilisateurs", "destinataire", "destinataires", "adresse", "adresses", "boîte", "boîtes", "boîte aux lettres", "compte",
            "personne", "abonné", "usager", "client", "collaborateur", "employé", "salarié", "correspondant", "nom d'utilisateur", "messagerie",
            "bal", "alias", "nom de messagerie", "boîte de réception", "boîte mail", "compte de messagerie", "compte mail", "adresse électronique",
            "adresse de messagerie", "adresse mail",
        ],
        ["{inconnu}"] =
        [
            "inconnu", "inconnue", "inconnus", "n'existe pas", "n'existe plus", "existe pas", "existe plus", "n'existent pas", "non trouvé",
            "non trouvée", "introuvable", "introuvables", "invalide", "invalides", "non valide", "non valides", "incorrecte", "incorrect",
            "erronée", "erroné", "pas reconnu", "pas reconnue", "non reconnu", "non reconnue", "pas trouvé", "pas trouvée", "pas été trouvé",
            "pas été trouvée", "inexistant", "inexistante", "supprimé", "supprimée", "plus valide", "pas valide", "mal orthographié",
            "mal orthographiée", "pas répertorié", "non répertorié", "ne figure pas", "fausse", "faux", "pas attribuée", "pas été reconnu",
            "pas été reconnue", "ne connaît pas", "pas connu", "pas connue", "non répertoriée", "pas référencé", "non attribué", "non attribuée",
            "pas attribué", "plus attribuée", "plus joignable", "mal saisie", "mal formée", "malformée", "pas correcte", "pas correct", "radié",
            "effacé", "effacée", "pas créé",
        ],
        ["{fermé}"] =
        [
            "désactivé", "désactivée", "suspendu", "suspendue", "fermé", "fermée", "clôturé", "clôturée", "bloqué", "bloquée", "inactif",
            "inactive", "archivé", "archivée", "résilié", "résiliée", "expiré", "expirée", "plus utilisé", "plus utilisée", "plus consultée",
            "pas actif", "pas active", "plus actif", "plus active", "pas activé", "pas activée", "plus en service", "hors service", "gelé", "gelée",
            "verrouillé", "verrouillée", "plus relevée", "abandonnée", "plus relevé", "périmé", "périmée", "plus gérée", "plus exploitée",
            "pas en service", "mis en sommeil", "bloqués", "désactivés", "suspendus",
        ],
        ["{pleine}"] =
        [
            "pleine", "plein", "pleines", "saturée", "saturé", "remplie", "rempli", "remplis", "dépassé son quota", "dépasse son quota",
            "dépassé sa limite", "dépassé la limite", "atteint sa limite", "atteint la limite", "atteint sa capacité", "plus de place",
            "plus d'espace", "pas assez d'espace", "pas suffisamment d'espace", "trop pleine", "capacité maximale", "a dépassé", "a atteint",
            "complète", "plus assez de place", "plus assez d'espace", "plus d'espace disponible",
        ],
        ["{courriel}"] =
        [
            "message", "messages", "mail", "mails", "courriel", "courriels", "email", "emails", "courrier", "courriers",
        ],
        ["{expéditeur}"] =
        [
            "expéditeur", "expéditeurs", "expéditrice", "émetteur", "adresse d'expédition", "adresse d'expéditeur", "adresse expéditeur",
            "adresse d'envoi",
        ],
        ["{refusé}"] =
        [
            "refusé", "refusée", "refusés", "refusées", "rejeté", "rejetée", "rejetés", "bloqué", "bloquée", "bloqués", "interdit", "interdite",
            "interdits", "interdites", "non autorisé", "non autorisée", "non autorisés", "pas autorisé", "pas autorisée", "pas autorisés",
            "pas accepté", "pas acceptée", "pas acceptés", "pas acceptées", "non accepté", "non acceptée", "pas permis", "non permis", "pas admis",
            "non admis", "indésirable",
        ],
        ["{votre compte}"] =
        [
            "votre compte", "votre compte de messagerie", "votre compte mail", "votre boîte", "votre boîte aux lettres", "votre adresse",
            "votre adresse email", "votre adresse e-mail", "votre adresse mail", "votre domaine", "ton compte",
        ],
    };
}

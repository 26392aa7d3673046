namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in French: Orange, Free, SFR, La Poste, Bouygues, OVH.</summary>
internal static class French
{
    private const string Source = "Field use in France, Belgium and Switzerland";
    private const string Who = "{utilisateur|destinataire|destinataires|adresse|adresse email|adresse e-mail|adresse mail|boite|boîte aux lettres|boite mail|compte|personne|abonné|usager|nom du destinataire|nom d'utilisateur|messagerie}";
    private const string Gone = "{inconnu|inconnue|n'existe pas|n'existe plus|existe pas|n existe pas|n existe plus|non trouvé|non trouvée|introuvable|invalide|non valide|incorrecte|incorrect|erronée|erroné|pas reconnu|pas reconnue|pas trouvé|pas trouvée|inexistant|inexistante|supprimé|supprimée|n'est plus valide|plus valide|pas valide}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("french-rate", Reason.RateLimited,
            [
                "trop de connexions", "trop de messages", "trop de destinataires", "trop de mails", "trop d'erreurs",
                "réessayer plus tard", "réessayez plus tard", "ressayez plus tard", "ultérieurement", "plus tard", "débit trop",
                "limite d'envoi", "quota d'envoi",
            ],
            "421 Trop de connexions, veuillez réessayer plus tard", Source),
        new("french-sender", Reason.SenderRejected,
            [
                "expéditeur inconnu", "expéditeur refusé", "expéditeur rejeté", "expéditeur invalide", "expéditeur … non autorisé",
                "expéditeur … refusé", "expéditeur … invalide", "expéditeur … inconnu", "adresse d'expéditeur", "adresse expéditeur",
                "adresse de l'expéditeur", "domaine de l'expéditeur", "domaine expéditeur", "émetteur … invalide", "émetteur … refusé",
                "adresse de retour",
            ],
            "550 Adresse d'expéditeur refusée: domaine inconnu", Source),
        new("french-too-large", Reason.MessageTooLarge,
            [
                "message trop gros", "message trop volumineux", "message est trop", "message trop grand", "taille du message",
                "taille maximale", "taille maximum", "trop volumineux", "pièce jointe trop",
            ],
            "552 Message trop volumineux", Source),
        new("french-full", Reason.MailboxFull,
            [$"{Who} ‥ {{pleine|plein|saturée|saturé|remplie|remplis|a dépassé son quota|dépassé son quota}}", "dépassement de quota",
                "boite pleine", "boîte pleine", "boite du destinataire pleine", "boîte aux lettres pleine", "boite aux lettres est pleine",
                "boîte … pleine", "boîte … saturée", "boîte mail pleine", "messagerie pleine", "messagerie saturée", "quota dépassé",
                "quota … dépassé", "quota atteint", "dépassement de quota", "dépassement du quota", "espace disque", "espace insuffisant",
                "espace de stockage", "a dépassé son quota", "limite de stockage",
            ],
            "552 La boîte aux lettres est pleine: boîte pleine", Source),
        new("french-reputation", Reason.ReputationBlock,
            [
                "liste noire", "listes noires", "votre adresse IP", "adresse IP … bloquée", "adresse IP … rejetée", "votre IP",
                "IP bloquée", "serveur bloqué", "mauvaise réputation", "réputation", "blacklisté*", "votre serveur",
            ],
            "554 Votre adresse IP 192.0.2.1 figure sur une liste noire", Source),
        new("french-spam", Reason.SpamContent,
            [
                "considéré comme spam", "comme spam", "comme du spam", "comme un spam", "pourriel", "courrier indésirable", "indésirable",
                "contenu … spam", "détecté comme spam", "suspicion de spam", "spam détecté",
            ],
            "554 Message considéré comme spam", Source),
        new("french-content", Reason.ContentRejected,
            [
                "virus détecté", "contient un virus", "pièce jointe interdite", "pièce jointe … interdite", "pièce jointe … non autorisée",
                "pièce jointe … refusée", "contenu … refusé", "contenu … interdit", "type de fichier", "en-tête … invalide",
            ],
            "552 Pièce jointe interdite", Source),
        new("french-relay", Reason.RoutingError,
            ["relais refusé", "relais interdit", "relayage", "relais non autorisé", "boucle"],
            "550 Relais refusé", Source),
        new("french-disabled", Reason.MailboxDisabled,
            [$"{Who} … {{désactivé|désactivée|suspendu|suspendue|fermé|fermée|clôturé|clôturée|bloqué|bloquée|inactif|inactive|archivé|archivée|résilié|résiliée|expiré|expirée|n'est plus utilisé|plus utilisée|pas actif|pas active|plus actif|plus active|pas activé}}",
                "boîte désactivée", "boîte … désactivée", "boîte … suspendue", "boîte … bloquée", "boîte … fermée", "boîte … inactive",
                "boîte aux lettres désactivée", "compte désactivé", "compte … désactivé", "compte suspendu", "compte … suspendu",
                "compte … bloqué", "compte … fermé", "compte inactif", "compte … inactif", "compte … résilié", "compte clôturé",
                "adresse désactivée", "adresse … désactivée", "adresse … suspendue", "utilisateur … désactivé", "utilisateur … suspendu",
                "utilisateur … inactif", "n'est plus utilisée", "n'est plus active", "n'est plus actif", "n'est plus en service",
            ],
            "550 Le compte a été suspendu: compte suspendu", Source),
        new("french-unknown", Reason.MailboxUnknown,
            [$"{{address}} ‥ {Gone}", $"{Who} … {Gone}", $"{{aucun|aucune|mauvaise|mauvais|pas d|pas de|pas de tel}} {Who}", $"{{impossible de trouver|ne trouve pas|n'a pas pu trouver}} … {Who}",
                "pas trouvé l'adresse", "utilisateur inconnu", "utilisateur … inconnu", "utilisateur inexistant", "utilisateur … n'existe pas",
                "utilisateur n'existe pas", "utilisateur non trouvé", "utilisateur introuvable", "utilisateur … introuvable",
                "utilisateur non valide", "utilisateur invalide", "utilisateur non", "aucun utilisateur", "destinataire inconnu",
                "destinataire … inconnu", "destinataire inexistant", "destinataire n'existe pas", "destinataire … n'existe pas",
                "destinataire introuvable", "destinataire invalide", "destinataire … invalide", "destinataire non trouvé",
                "destinataire non valide", "un destinataire invalide", "adresse inconnue", "adresse … inconnue", "adresse inexistante",
                "adresse … inexistante", "adresse n'existe pas", "adresse … n'existe pas", "adresse invalide", "adresse … invalide",
                "adresse non valide", "adresse introuvable", "adresse … introuvable", "adresse mail inconnue", "adresse erronée",
                "adresse … erronée", "boîte inconnue", "boîte inexistante", "boîte … inexistante", "boîte … inconnue",
                "boîte … n'existe pas", "boîte … introuvable", "boîte aux lettres inconnue", "boîte aux lettres inexistante",
                "boîte aux lettres introuvable", "compte inconnu", "compte inexistant", "compte … inexistant", "compte … n'existe pas",
                "compte n'existe pas", "compte introuvable", "n'existe plus", "n'existe pas", "n'est plus valide",
            ],
            "550 5.1.1 Utilisateur inconnu", Source),
        new("french-domain", Reason.DomainUnknown,
            [
                "domaine inconnu", "domaine inexistant", "domaine n'existe pas", "domaine introuvable", "domaine non trouvé",
                "domaine invalide", "hôte inconnu", "nom de domaine … n'existe",
            ],
            "550 Domaine inexistant", Source),
        new("french-policy", Reason.PolicyBlock,
            [
                "politique", "raisons de sécurité", "raison de sécurité", "non autorisé*", "interdit*", "refusé", "refusée", "rejeté",
                "rejetée", "rejet", "accès refusé", "service refusé", "bloqué", "bloquée",
            ],
            "554 Message refusé par notre politique de sécurité", Source) { Confidence = Confidence.Medium },
        new("french-fault", Reason.ServerError,
            [
                "temporairement", "erreur interne", "erreur temporaire", "problème technique", "erreur système", "indisponible",
                "momentanément", "maintenance en cours", "service non disponible",
            ],
            "451 Service momentanément indisponible", Source) { Confidence = Confidence.Medium },
    ];
}

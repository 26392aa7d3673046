namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in French: Orange, Free, SFR, La Poste, Bouygues, OVH, Infomaniak, Exchange and Gmail in French.</summary>
internal static class French
{
    private const string Source = "Field use in France, Belgium and Switzerland";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
    {
        ["{boîte}"] =
        [
            "utilisateur", "utilisateurs", "destinataire", "destinataires", "adresse", "adresses", "boîte", "boîtes", "boîte aux lettres", "compte",
            "personne", "abonné", "usager", "client", "collaborateur", "employé", "salarié", "correspondant", "nom d'utilisateur", "messagerie",
            "bal", "alias",
        ],
        ["{inconnu}"] =
        [
            "inconnu", "inconnue", "inconnus", "n'existe pas", "n'existe plus", "existe pas", "existe plus", "n'existent pas", "non trouvé",
            "non trouvée", "introuvable", "introuvables", "invalide", "invalides", "non valide", "non valides", "incorrecte", "incorrect",
            "erronée", "erroné", "pas reconnu", "pas reconnue", "non reconnu", "non reconnue", "pas trouvé", "pas trouvée", "pas été trouvé",
            "pas été trouvée", "inexistant", "inexistante", "supprimé", "supprimée", "plus valide", "pas valide", "mal orthographié",
            "mal orthographiée", "pas répertorié", "non répertorié", "ne figure pas", "fausse", "faux", "pas attribuée",
        ],
        ["{fermé}"] =
        [
            "désactivé", "désactivée", "suspendu", "suspendue", "fermé", "fermée", "clôturé", "clôturée", "bloqué", "bloquée", "inactif",
            "inactive", "archivé", "archivée", "résilié", "résiliée", "expiré", "expirée", "plus utilisé", "plus utilisée", "plus consultée",
            "pas actif", "pas active", "plus actif", "plus active", "pas activé", "pas activée", "plus en service", "hors service", "gelé", "gelée",
            "verrouillé", "verrouillée", "plus relevée", "abandonnée",
        ],
        ["{pleine}"] =
        [
            "pleine", "plein", "pleines", "saturée", "saturé", "remplie", "rempli", "remplis", "dépassé son quota", "dépasse son quota",
            "dépassé sa limite", "dépassé la limite", "atteint sa limite", "atteint la limite", "atteint sa capacité", "plus de place",
            "plus d'espace", "pas assez d'espace", "pas suffisamment d'espace", "trop pleine",
        ],
        ["{courriel}"] = ["message", "messages", "mail", "mails", "courriel", "courriels", "email", "emails", "courrier", "courriers"],
        ["{expéditeur}"] =
        [
            "expéditeur", "expéditeurs", "expéditrice", "émetteur", "adresse d'expédition", "adresse d'expéditeur", "adresse expéditeur",
            "adresse d'envoi", "votre compte", "votre adresse", "votre adresse email", "votre adresse e-mail", "votre domaine",
        ],
        ["{refusé}"] =
        [
            "refusé", "refusée", "refusés", "refusées", "rejeté", "rejetée", "rejetés", "bloqué", "bloquée", "bloqués", "interdit", "interdite",
            "interdits", "interdites", "non autorisé", "non autorisée", "non autorisés", "pas autorisé", "pas autorisée", "pas autorisés",
            "pas accepté", "pas acceptée", "pas acceptés", "pas acceptées", "non accepté", "non acceptée", "pas permis", "non permis", "pas admis",
            "non admis", "indésirable",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("french-recipient-refuses", Reason.RecipientRefused,
            [
                "{pas autorisé|pas autorisée|pas habilité|pas l'autorisation} … {boîte}",
                "{aucune autorisation|pas les autorisations|pas le droit|pas la permission} … {boîte}",
                "{boîte} {n'accepte|ne souhaite|n'autorise|ne reçoit} ‥ pas ‥ {courriel}", "{boîte} {n'accepte|ne reçoit|n'autorise} que",
                "{boîte} {n'accepte|ne souhaite} {pas|plus} ‥ recevoir", "{boîte} a bloqué", "{boîte} vous a bloqué",
                "{par le destinataire|par l'utilisateur|par votre correspondant} ‥ {refusé}",
                "{refusé} {par le destinataire|par l'utilisateur|par votre correspondant}", "réservé aux membres", "réservée aux {membres|abonnés}",
                "{seuls|uniquement} {les membres|les expéditeurs|les abonnés}",
            ],
            "550 Le destinataire n'accepte pas les messages de votre part", Source),
        new("french-authentication", Reason.AuthFailed,
            [
                "SPF … {échoué|échec|invalide|refusé|non valide|incorrect|pas autorisé|non autorisé}", "{échec|échoué} ‥ SPF", "contrôle SPF",
                "enregistrement SPF", "{DNS inverse|résolution inverse|reverse DNS inexistant|enregistrement PTR}", "pas de {PTR|reverse}",
                "{authentification|identification|connexion SMTP} ‥ {échoué|échouée|refusé|refusée|incorrecte|invalide}",
                "{échec de l'authentification|échec d'authentification|échec de l'identification}",
                "mot de passe ‥ {incorrect|invalide|erroné|incorrects|invalides}", "{mauvais|incorrect} mot de passe",
                "{identifiant|identifiants} ‥ {incorrect|invalide|incorrects|invalides|erroné|erronés}",
            ],
            "550 Échec du contrôle SPF pour example.com", Source),
        new("french-full", Reason.MailboxFull,
            [
                "{boîte} … {pleine|plein|pleines|saturée|saturé|remplie|rempli|remplis|trop pleine}", "{boîte} ‥ {pleine}",
                "boîte de réception ‥ {pleine}", "quota … {dépassé|atteint|épuisé|excédé}",
                "{dépassement de quota|dépassement du quota|quota plein|hors quota}",
                "{espace de stockage|espace insuffisant|espace disponible insuffisant}", "{limite de stockage|capacité de stockage|espace disque}",
            ],
            "552 La boîte aux lettres est pleine, réessayez ultérieurement", Source),
        new("french-rate", Reason.RateLimited,
            [
                "trop de {courriel}", "trop {de|d'} ‥ {connexions|destinataires|erreurs|requêtes|sessions|tentatives}",
                "{débit trop|trop rapidement|trop vite}", "{limite d'envoi|limite d'envois|quota d'envoi|quota d'envois|limite horaire}",
                "{courriel} par {heure|jour|minute}", "{liste grise|greylisting|greylisté}", "limite ‥ {courriel} ‥ {dépassé|dépassée|atteinte}",
            ],
            "421 Trop de connexions, veuillez réessayer plus tard", Source),
        new("french-sender", Reason.SenderRejected,
            [
                "{expéditeur} ‥ {inconnu}", "{expéditeur} ‥ {refusé}", "{expéditeur} … {inconnu|refusé|invalide|non autorisé|rejeté}",
                "{adresse|domaine} {de l'expéditeur|expéditeur|d'expéditeur|de l'émetteur|émetteur|d'expédition}", "adresse de retour",
                "{courriel} {de|provenant de} {address} ‥ {refusé}",
            ],
            "550 Adresse d'expéditeur refusée: domaine inconnu", Source),
        new("french-too-large", Reason.MessageTooLarge,
            [
                "{courriel} … trop {gros|volumineux|grand|lourd|long}",
                "{pièce jointe|pièces jointes|fichier} … trop {grosse|grosses|volumineuse|volumineuses}",
                "{pièce jointe|pièces jointes|fichier} … trop {lourde|lourdes|gros|volumineux}",
                "{taille du|taille de votre|taille de ce} {courriel}",
                "{taille maximale|taille maximum|taille limite|taille autorisée|limite de taille}", "trop volumineux", "message est trop",
            ],
            "552 Message trop volumineux", Source),
        new("french-reputation", Reason.ReputationBlock,
            [
                "{liste noire|listes noires|liste de blocage|listes de blocage|liste rouge}", "{votre adresse IP|votre IP|réputation}",
                "{IP|adresse IP|serveur|hôte|réseau} … {refusé}", "{blacklisté*|blacklistée*}", "votre serveur", "{envoi|envois} de spam",
            ],
            "554 Votre adresse IP 192.0.2.1 figure sur une liste noire", Source),
        new("french-spam", Reason.SpamContent,
            [
                "{comme spam|comme du spam|comme un spam|comme étant du spam|comme étant un spam|pourriel|pourriels}",
                "{spam détecté|suspicion de spam|suspecté d'être du spam|suspecté de spam|antispam|anti-spam|est un spam|est du spam}",
                "{courrier indésirable|courriel indésirable|indésirables}", "comme {indésirable|non sollicité|publicitaire}", "contenu … spam",
                "non {sollicité|sollicités}",
            ],
            "554 Message considéré comme spam", Source),
        new("french-content", Reason.ContentRejected,
            [
                "virus détecté", "contient un virus", "{logiciel malveillant|code malveillant|fichier infecté}",
                "{pièce jointe|pièces jointes} … {refusé}", "contenu ‥ {refusé}", "{type de fichier|extension de fichier|type de pièce}",
                "{en-tête|entête|sujet} ‥ {invalide|manquant|absent|incorrect}",
            ],
            "552 Pièce jointe interdite", Source),
        new("french-relay", Reason.RoutingError,
            [
                "{relais|relayage|relai|relay} ‥ {refusé}", "relayage", "{boucle|boucle de messagerie}", "{trop de sauts|nombre de sauts}",
                "ne gère pas ce domaine", "pas responsable",
            ],
            "550 Relais refusé", Source),
        new("french-expired", Reason.Expired,
            [
                "{cessé|arrêté|abandonné|interrompu} ‥ {tentatives|essais|essayer|tentative}",
                "délai ‥ {remise|distribution|livraison|acheminement} ‥ {expiré|dépassé|écoulé}", "{courriel} ‥ {expiré|périmé}",
                "{après|depuis|pendant} … {jours|heures|tentatives} … {distribué|remis|livré|abandonné}",
                "{pas pu|n'a pu|pu} être {distribué|remis|livré|délivré|acheminé} {après|depuis|pendant|dans}",
                "file d'attente ‥ {expiré|supprimé|trop longtemps}", "trop longtemps dans la file",
                "{après|malgré} {plusieurs|de nombreuses|de multiples} tentatives",
            ],
            "Délai de distribution dépassé", Source),
        new("french-connection", Reason.ConnectionFailed,
            [
                "connexion ‥ {refusée|échouée|échoué|perdue|interrompue|fermée|impossible|rompue|abandonnée|expirée}",
                "{échec de la connexion|échec de connexion|erreur de connexion}", "délai ‥ {connexion|attente|réponse} ‥ {dépassé|expiré|écoulé}",
                "délai d'attente", "impossible de {se connecter|joindre|contacter|établir}",
                "{serveur|hôte} ‥ {injoignable|ne répond pas|inaccessible|inatteignable|pas joignable}", "{pas de réponse|aucune réponse}",
                "certificat",
            ],
            "Connexion perdue avec mx.example.fr", Source),
        new("french-protocol", Reason.ProtocolError,
            [
                "erreur de syntaxe", "commande ‥ {non reconnue|inconnue|invalide|non implémentée|non supportée}",
                "{séquence|suite} ‥ {commande|commandes} ‥ {incorrecte|invalide|erronée}", "mauvaise {séquence|suite}",
            ],
            "500 Commande non reconnue", Source),
        new("french-disabled", Reason.MailboxDisabled,
            ["{boîte} … {fermé}", "n'est plus {utilisée|active|actif|en service|utilisé}"],
            "550 Le compte a été suspendu: compte suspendu", Source),
        new("french-domain", Reason.DomainUnknown,
            [
                "{domaine|nom de domaine|domaines} ‥ {inconnu}", "{hôte inconnu|serveur inconnu|mauvais domaine}",
                "{aucun|pas de|pas d'} {serveur de messagerie|serveur mail|serveur de mail|MX|enregistrement MX|serveur MX}",
                "{impossible de trouver|pas trouvé|aucun} ‥ domaine",
            ],
            "550 Domaine inexistant", Source),
        new("french-unknown", Reason.MailboxUnknown,
            [
                "{boîte} … {inconnu}", "{address} ‥ {inconnu}", "{aucun|aucune|mauvaise|mauvais|pas d'|pas de|pas de tel|pas d'un} {boîte}",
                "{impossible de trouver|ne trouve pas|n'a pas pu trouver|pas trouvé} … {boîte}",
                "{ne fait plus partie|ne travaille plus|n'est plus employé|a quitté|n'est plus dans|n'est plus chez|n'est plus parmi}",
                "{n'existe pas|n'existe plus|n'est plus valide}", "introuvable {dans|sur|chez|à} {host}", "introuvable {dans|sur}",
                "{address} {introuvable|inconnu}",
            ],
            "550 5.1.1 Utilisateur inconnu", Source),
        new("french-fault", Reason.ServerError,
            [
                "{temporairement|momentanément|provisoirement}", "erreur {interne|temporaire|système|locale|serveur|technique|de configuration}",
                "{problème|incident|problèmes} {technique|techniques|temporaire}",
                "{indisponible|indisponibles|maintenance en cours|en maintenance|service non disponible}", "erreur ‥ traitement",
                "{ressources système|base de données|surchargé|surcharge}",
            ],
            "451 Service momentanément indisponible", Source) { Confidence = Confidence.Medium },
        new("french-later", Reason.RateLimited,
            [
                "{réessayer|réessayez|ressayez|essayer|essayez|renouveler|renvoyer|recommencez} ‥ {plus tard|ultérieurement|dans}",
                "{ultérieurement|plus tard}",
            ],
            "450 Veuillez réessayer dans quelques minutes", Source) { Confidence = Confidence.Medium },
        new("french-policy", Reason.PolicyBlock,
            [
                "{politique|charte|règlement}", "{raisons de sécurité|raison de sécurité}", "{refusé}", "{rejet|accès refusé|service refusé}",
                "non {autorisés|autorisées}", "authentification {requise|obligatoire|nécessaire}",
            ],
            "554 Message refusé par notre politique de sécurité", Source) { Confidence = Confidence.Medium },
    ];
}

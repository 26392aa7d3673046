namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Portuguese: UOL, Terra, Locaweb, SAPO.</summary>
internal static class Portuguese
{
    private const string Source = "Field use in Brazil and Portugal";
    private const string Who = "{usuário|usuario|utilizador|destinatário|destinatario|endereço|endereco|conta|caixa|caixa postal|caixa de correio|pessoa|cliente|email|mailbox}";
    private const string Gone = "{desconhecido|desconhecida|não existe|nao existe|não existente|inexistente|não encontrado|nao encontrado|não encontrada|nao encontrada|não foi encontrado|inválido|invalido|inválida|invalida|não é válido|não cadastrado|nao cadastrado|incorreto|removido|removida|excluído|excluída|não localizado|nao localizado}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("portuguese-rate", Reason.RateLimited,
            [
                "muitas conexões", "excesso de conexões", "muitas mensagens", "excesso de mensagens", "muitos destinatários",
                "tente novamente", "tente mais tarde", "mais tarde", "limite de envio", "limite de envios", "excedeu o limite de env*",
            ],
            "421 Excesso de conexões, tente novamente mais tarde", Source),
        new("portuguese-sender", Reason.SenderRejected,
            [
                "remetente desconhecido", "remetente rejeitado", "remetente inválido", "remetente não autorizado", "remetente … rejeitado",
                "remetente … inválido", "remetente … não autorizado", "remetente recusado", "endereço do remetente",
                "domínio do remetente", "domínio remetente",
            ],
            "550 Remetente rejeitado: domínio inexistente", Source),
        new("portuguese-too-large", Reason.MessageTooLarge,
            [
                "mensagem muito grande", "mensagem é muito grande", "muito grande", "tamanho da mensagem", "tamanho máximo",
                "excede o tamanho", "demasiado grande",
            ],
            "552 Mensagem muito grande", Source),
        new("portuguese-full", Reason.MailboxFull,
            [$"{Who} ‥ {{cheia|cheio|lotada|lotado|excedeu|acima da cota|sem espaço|esgotada|excedida}}", "cota excedida",
                "caixa cheia", "caixa postal cheia", "caixa postal está cheia", "caixa … cheia", "caixa de correio cheia",
                "caixa de entrada cheia", "caixa … lotada", "conta cheia", "conta … cheia", "cota excedida", "cota … excedida",
                "quota excedida", "quota … excedida", "excedeu … cota", "excedeu … quota", "espaço insuficiente", "sem espaço",
                "espaço em disco", "limite de armazenamento", "espaço de armazenamento",
            ],
            "552 5.2.2 A caixa postal está cheia: cota excedida", Source),
        new("portuguese-reputation", Reason.ReputationBlock,
            [
                "lista negra", "listas negras", "seu endereço IP", "endereço IP … bloqueado", "seu IP", "IP bloqueado", "má reputação",
                "baixa reputação", "reputação", "seu servidor",
            ],
            "554 Seu endereço IP 192.0.2.1 está bloqueado por má reputação", Source),
        new("portuguese-spam", Reason.SpamContent,
            [
                "lixo eletrônico", "considerada spam", "considerado spam", "mensagem indesejada", "suspeita de spam", "spam detectado",
                "não solicitado", "não solicitada",
            ],
            "554 Mensagem com suspeita de spam", Source),
        new("portuguese-content", Reason.ContentRejected,
            [
                "vírus detectado", "contém vírus", "contém um vírus", "anexo não permitido", "anexo … não permitido", "anexo bloqueado",
                "anexo … bloqueado", "tipo de arquivo", "conteúdo … rejeitado", "conteúdo não permitido",
            ],
            "552 Anexo não permitido", Source),
        new("portuguese-disabled", Reason.MailboxDisabled,
            [$"{Who} … {{desativado|desativada|desabilitado|desabilitada|suspenso|suspensa|bloqueado|bloqueada|cancelado|cancelada|inativo|inativa|encerrado|encerrada|expirado|expirada|não ativa|nao ativo}}",
                "conta desativada", "conta … desativada", "conta suspensa", "conta … suspensa", "conta bloqueada", "conta … bloqueada",
                "conta inativa", "conta … inativa", "conta cancelada", "conta … cancelada", "conta encerrada", "conta desabilitada",
                "conta … desabilitada", "caixa postal desativada", "caixa postal bloqueada", "caixa postal inativa", "caixa … desativada",
                "caixa … bloqueada", "caixa … suspensa", "caixa … inativa", "usuário desativado", "usuário … desativado",
                "usuário inativo", "usuário … inativo", "usuário bloqueado", "usuário … bloqueado", "usuário suspenso",
                "usuário … suspenso", "utilizador inativo", "utilizador suspenso", "endereço desativado", "endereço … desativado",
            ],
            "550 Conta suspensa", Source),
        new("portuguese-unknown", Reason.MailboxUnknown,
            [$"{{address}} ‥ {Gone}", $"{Who} … {Gone}", $"{{nenhum|nenhuma|não existe o|não há}} {Who}",
                "usuário desconhecido", "usuário … desconhecido", "usuário inexistente", "usuário … inexistente", "usuário não existe",
                "usuário … não existe", "usuário não encontrado", "usuário … não encontrado", "usuário inválido", "usuário não cadastrado",
                "usuário não localizado", "utilizador desconhecido", "utilizador inexistente", "utilizador não existe",
                "utilizador … não existe", "utilizador não encontrado", "destinatário desconhecido", "destinatário … desconhecido",
                "destinatário inexistente", "destinatário … inexistente", "destinatário não existe", "destinatário … não existe",
                "destinatário não encontrado", "destinatário … não encontrado", "destinatário inválido", "destinatário … inválido",
                "endereço inexistente", "endereço … inexistente", "endereço desconhecido", "endereço … desconhecido",
                "endereço não existe", "endereço … não existe", "endereço inválido", "endereço … inválido", "endereço não encontrado",
                "endereço … não encontrado", "caixa postal inexistente", "caixa postal … inexistente", "caixa postal não existe",
                "caixa postal não encontrada", "caixa postal desconhecida", "caixa … não existe", "caixa … inexistente",
                "caixa … não encontrada", "conta inexistente", "conta … inexistente", "conta não existe", "conta … não existe",
                "conta desconhecida", "conta não encontrada", "conta inválida", "não existe mais", "e-mail inexistente",
                "e-mail não existe",
            ],
            "550 5.1.1 Usuário desconhecido", Source),
        new("portuguese-domain", Reason.DomainUnknown,
            [
                "domínio inexistente", "domínio não encontrado", "domínio … não existe", "domínio não existe", "domínio desconhecido",
                "domínio inválido",
            ],
            "550 Domínio não encontrado", Source),
        new("portuguese-policy", Reason.PolicyBlock,
            [
                "políticas", "política de", "razões de segurança", "motivos de segurança", "não permitido", "não permitida",
                "não autorizado", "não autorizada", "acesso negado", "rejeitada", "rejeitado", "recusada", "recusado", "bloqueada",
                "bloqueado",
            ],
            "554 Mensagem recusada", Source) { Confidence = Confidence.Medium },
        new("portuguese-fault", Reason.ServerError,
            ["temporariamente", "erro interno", "erro temporário", "erro do sistema", "indisponível", "problemas técnicos", "manutenção"],
            "451 Serviço temporariamente indisponível", Source) { Confidence = Confidence.Medium },
    ];
}

namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Portuguese: UOL, BOL, Terra, Locaweb, KingHost, SAPO, Exchange and Gmail in Portuguese.</summary>
internal static class Portuguese
{
    private const string Source = "Field use in Brazil and Portugal";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
    {
        ["{caixa}"] =
        [
            "usuário", "usuários", "utilizador", "utilizadores", "destinatário", "destinatários", "endereço", "endereços", "conta", "contas",
            "caixa", "caixa postal", "caixa de correio", "caixa de e-mail", "pessoa", "cliente", "assinante", "colaborador", "funcionário",
            "mailbox", "endereço de e-mail", "endereço de correio", "conta de e-mail", "nome de usuário", "alias",
        ],
        ["{desconhecido}"] =
        [
            "desconhecido", "desconhecida", "desconhecidos", "não existe", "não existem", "não existente", "não existe mais", "inexistente",
            "inexistentes", "não encontrado", "não encontrada", "não foi encontrado", "não foi encontrada", "não pôde ser encontrado",
            "não pode ser encontrado", "inválido", "inválida", "inválidos", "não é válido", "não é válida", "não é mais válido", "não cadastrado",
            "não cadastrada", "não consta", "incorreto", "incorreta", "errado", "removido", "removida", "excluído", "excluída", "apagado",
            "apagada", "eliminado", "eliminada", "não localizado", "não localizada", "não registado", "não registada", "não registrado",
            "não reconhecido", "não reconhecida", "não identificado", "não pertence", "não está cadastrado",
        ],
        ["{fechado}"] =
        [
            "desativado", "desativada", "desactivado", "desactivada", "desabilitado", "desabilitada", "suspenso", "suspensa", "bloqueado",
            "bloqueada", "cancelado", "cancelada", "inativo", "inativa", "inactivo", "inactiva", "encerrado", "encerrada", "fechada", "expirado",
            "expirada", "não ativa", "não ativo", "não está ativa", "não está ativo", "já não está ativa", "já não está ativo",
            "não está mais ativa", "não está mais ativo", "não está mais em uso", "já não é utilizado", "não é mais utilizado",
            "não é mais utilizada", "fora de uso", "fora de serviço", "congelada", "arquivada", "descontinuado", "descontinuada",
        ],
        ["{cheio}"] =
        [
            "cheia", "cheio", "cheias", "lotada", "lotado", "excedeu", "excede", "excedida", "excedido", "ultrapassou", "ultrapassada",
            "acima da cota", "sem espaço", "esgotada", "esgotado", "atingiu", "atingida", "atingiu o limite", "estourada", "estourou",
            "espaço insuficiente", "não tem espaço", "não possui espaço", "não há espaço",
        ],
        ["{mensagem}"] = ["mensagem", "mensagens", "email", "emails", "correio", "mail"],
        ["{remetente}"] =
        [
            "remetente", "remetentes", "emissor", "endereço de origem", "endereço do remetente", "endereço remetente", "conta de origem",
            "sua conta", "seu e-mail", "seu domínio", "seu endereço de e-mail",
        ],
        ["{recusado}"] =
        [
            "rejeitado", "rejeitada", "rejeitados", "recusado", "recusada", "negado", "negada", "bloqueado", "bloqueada", "não permitido",
            "não permitida", "não permitidos", "não é permitido", "não é permitida", "não são permitidos", "não autorizado", "não autorizada",
            "não está autorizado", "não aceito", "não aceita", "não aceite", "não é aceito", "não são aceitos", "não são aceites", "proibido",
            "proibida", "proibidos", "barrado", "barrada", "indesejado",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("portuguese-recipient-refuses", Reason.RecipientRefused,
            [
                "{não tem permissão|não possui permissão|sem permissão} … {caixa}",
                "{não está autorizado|não tem autorização|não é permitido} … {caixa}",
                "{caixa} {não aceita|não deseja|não quer|não recebe} ‥ {mensagem}",
                "{caixa} {só aceita|aceita apenas|somente aceita|aceita somente|só recebe}", "{caixa} bloqueou",
                "{recusado} {pelo destinatário|pelo usuário|pelo utilizador}",
                "{apenas|somente|só} {membros|para membros|remetentes|remetentes autorizados|remetentes internos|assinantes}", "não é membro",
            ],
            "550 5.7.1 Você não tem permissão para escrever a este destinatário", Source),
        new("portuguese-authentication", Reason.AuthFailed,
            [
                "SPF … {falhou|falha|inválido|não autorizado|rejeitado|recusado|não permitido|incorreto}", "{falha|erro|falhou} ‥ SPF",
                "{registro SPF|registo SPF|validação SPF|verificação SPF}", "{DNS reverso|reverso|registro PTR|resolução reversa}",
                "{autenticação|login} ‥ {falhou|falha|inválida|inválido|incorreta|recusada|negada}",
                "{falha na autenticação|falha de autenticação|erro de autenticação|erro na autenticação}",
                "{senha|palavra-passe} ‥ {inválida|inválidos|incorreta|incorretos|errada}", "não autenticado",
            ],
            "550 Falha na validação SPF de example.com", Source),
        new("portuguese-full", Reason.MailboxFull,
            [
                "{caixa} ‥ {cheio}", "{caixa} … {cheia|cheio|lotada|lotado}", "caixa de entrada … {cheia|cheio}", "{cota|quota} ‥ {cheio}",
                "{excedeu|ultrapassou|excede|atingiu} ‥ {cota|quota|limite de armazenamento|capacidade|espaço}",
                "{espaço insuficiente|espaço em disco|limite de armazenamento|espaço de armazenamento|limite de espaço}",
                "{sem|não há|não tem|não possui} ‥ espaço",
            ],
            "552 5.2.2 A caixa postal está cheia: tente mais tarde", Source),
        new("portuguese-rate", Reason.RateLimited,
            [
                "{muitas|muitos|excesso de|demasiadas|demasiados} {mensagem}",
                "{muitas|muitos|excesso de|demasiadas|demasiados} ‥ {conexões|ligações|destinatários}",
                "{muitas|muitos|excesso de|demasiadas|demasiados} ‥ {tentativas|erros|sessões|requisições}",
                "{limite de envio|limite de envios|limite de mensagens|limite de e-mails|cota de envio}", "{mensagem} por {hora|dia|minuto}",
                "{greylist|greylisting|lista cinza|lista cinzenta}",
                "{número máximo de|quantidade máxima de|limite máximo de|limite de} {mensagem}", "muito rápido",
            ],
            "421 Excesso de conexões, tente novamente mais tarde", Source),
        new("portuguese-sender", Reason.SenderRejected,
            [
                "{remetente} ‥ {desconhecido}", "{remetente} ‥ {recusado}", "{remetente} … {rejeitado|inválido|não autorizado|não existe}",
                "endereço {do remetente|remetente}", "domínio {do remetente|remetente}", "{mensagem} de {address} ‥ {recusado}",
            ],
            "550 Remetente rejeitado: domínio inexistente", Source),
        new("portuguese-too-large", Reason.MessageTooLarge,
            [
                "{mensagem} … {muito grande|demasiado grande|grande demais|muito longa}",
                "{anexo|anexos|arquivo|arquivos|ficheiro} … {muito grande|muito grandes|grande demais|demasiado grande}", "muito grande",
                "{tamanho da|tamanho de sua|tamanho da sua} mensagem", "{tamanho máximo|limite de tamanho|tamanho permitido}",
                "{excede|ultrapassa|excedeu} ‥ {tamanho|MB}", "{mensagem} {excede|ultrapassa|excedeu} ‥ {limite|máximo}",
            ],
            "552 Mensagem muito grande", Source),
        new("portuguese-reputation", Reason.ReputationBlock,
            [
                "{lista negra|listas negras|lista de bloqueio|listas de bloqueio}", "{seu endereço IP|seu IP|seu servidor|reputação}",
                "{IP|endereço IP|servidor|rede} … {bloqueado|bloqueada|rejeitado|recusado|listado|barrado}",
                "{envio de spam|enviar spam|envio em massa}",
            ],
            "554 Seu endereço IP 192.0.2.1 tem má reputação", Source),
        new("portuguese-spam", Reason.SpamContent,
            [
                "{como spam|considerada spam|considerado spam|suspeita de spam|spam detectado|é spam}",
                "{contém spam|filtro antispam|antispam|anti-spam|lixo eletrônico|lixo eletrónico}",
                "{mensagem indesejada|mensagens indesejadas|e-mail indesejado|correio não solicitado|não solicitado|não solicitada}",
            ],
            "554 Mensagem com suspeita de spam", Source),
        new("portuguese-content", Reason.ContentRejected,
            [
                "vírus detectado", "{contém vírus|contém um vírus|presença de vírus|infectado|infetado|malicioso|maliciosa}",
                "{anexo|anexos} … {recusado}", "{tipo de arquivo|tipo de ficheiro|extensão de arquivo|tipo de anexo}", "conteúdo ‥ {recusado}",
                "{cabeçalho|assunto} ‥ {ausente|inválido|faltando|em falta}",
            ],
            "552 Anexo não permitido", Source),
        new("portuguese-relay", Reason.RoutingError,
            ["{relay|encaminhamento|retransmissão|reencaminhamento} ‥ {recusado}", "{loop|ciclo} de {e-mail|mensagens|correio}", "muitos saltos"],
            "550 Retransmissão não permitida", Source),
        new("portuguese-expired", Reason.Expired,
            [
                "{parou|deixou|desistiu} de tentar", "{tempo|prazo} ‥ entrega ‥ {expirado|esgotado|excedido|vencido|ultrapassado}",
                "{mensagem} ‥ {expirou|expirada|expirado}",
                "{após|durante|depois de} … {dias|horas|tentativas} … {entregue|entregar|entrega|tentativas}",
                "{não pôde ser entregue|não foi entregue|não foi possível entregar} {em|após|durante|depois de}",
                "{várias|diversas|múltiplas|repetidas} tentativas", "{removida|excluída|retirada} da fila", "muito tempo na fila",
            ],
            "Prazo de entrega ultrapassado", Source),
        new("portuguese-connection", Reason.ConnectionFailed,
            [
                "{conexão|ligação} ‥ {recusada|falhou|perdida|interrompida|encerrada|esgotado|esgotada|caiu|fechada}",
                "{não foi possível|impossível} {conectar|se conectar|ligar|estabelecer|contactar|contatar}",
                "{não é possível|incapaz de|não conseguiu} {conectar|se conectar|ligar|estabelecer|contactar|contatar}",
                "{tempo limite|tempo esgotado|erro de conexão|falha de conexão|falha na conexão|erro na conexão}",
                "{servidor|host} ‥ {não responde|inacessível|não alcançável|inalcançável}", "{sem resposta|nenhuma resposta}", "certificado",
            ],
            "Conexão recusada por mx.example.com.br", Source),
        new("portuguese-protocol", Reason.ProtocolError,
            [
                "erro de sintaxe", "comando ‥ {não reconhecido|desconhecido|inválido|não implementado|não suportado}",
                "sequência ‥ {incorreta|inválida|errada}", "má sequência",
            ],
            "500 Comando não reconhecido", Source),
        new("portuguese-disabled", Reason.MailboxDisabled,
            ["{caixa} … {fechado}"],
            "550 Conta suspensa", Source),
        new("portuguese-domain", Reason.DomainUnknown,
            [
                "{domínio|nome de domínio|domínios} ‥ {desconhecido}",
                "{não foi possível encontrar o|não existe o|não foi encontrado o|não encontrado o} ‥ domínio", "host desconhecido",
                "{nenhum|sem|não há|não possui} {servidor de e-mail|registro MX|registros MX|MX|servidor de correio}",
            ],
            "550 Domínio não encontrado", Source),
        new("portuguese-unknown", Reason.MailboxUnknown,
            [
                "{caixa} … {desconhecido}", "{address} ‥ {desconhecido}",
                "email {inexistente|não existe|inválido|não encontrado|desconhecido|não cadastrado}",
                "{nenhum|nenhuma|não existe|não existe o|não existe a} {caixa}",
                "{não existe esse|não existe este|não há|não há nenhum|não é um|não é uma} {caixa}",
                "{não foi possível encontrar|não foi possível localizar|não encontramos|não localizamos} … {caixa}",
                "não foi encontrado {em|no|na}", "{não faz mais parte|já não faz parte|não trabalha mais|já não trabalha}",
                "{deixou a empresa|não pertence mais|desligado da empresa|não é mais funcionário}", "não existe mais", "ninguém com esse nome",
            ],
            "550 5.1.1 Usuário desconhecido", Source),
        new("portuguese-fault", Reason.ServerError,
            [
                "temporariamente", "erro {interno|temporário|do sistema|local|de sistema|do servidor|técnico|de configuração}",
                "{indisponível|problemas técnicos|problema técnico|manutenção|falha temporária|problema temporário}",
                "{insuficiente no sistema|armazenamento do sistema|banco de dados|sobrecarregado|sobrecarga}", "erro ‥ processamento",
            ],
            "451 Serviço temporariamente indisponível", Source) { Confidence = Confidence.Medium },
        new("portuguese-later", Reason.RateLimited,
            ["{tente|tentar|reenviar} ‥ {novamente|mais tarde|de novo}", "mais tarde"],
            "450 Tente novamente em alguns minutos", Source) { Confidence = Confidence.Medium },
        new("portuguese-policy", Reason.PolicyBlock,
            [
                "{políticas|política de|por política|devido à política}", "{razões de segurança|motivos de segurança}", "acesso negado",
                "{recusado}", "autenticação {requerida|obrigatória|necessária}",
            ],
            "554 Mensagem recusada", Source) { Confidence = Confidence.Medium },
    ];
}

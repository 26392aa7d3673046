namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// What the rules of <see cref="Portuguese"/> are composed of: nouns for the mailbox, the message and the sender in Portuguese, and what is said of them.
/// </summary>
internal static class PortugueseWords
{
    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Classes { get; } = new()
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
            "não reconhecido", "não reconhecida", "não identificado", "não pertence", "não está cadastrado", "incorretos", "não está registrado",
            "não está registado", "não está cadastrada", "não reconhecemos", "não confere", "não corresponde", "não configurado", "não configurada",
            "não é mais válida", "não atribuído", "não encontrados", "mal escrito", "digitado incorretamente",
        ],
        ["{fechado}"] =
        [
            "desativado", "desativada", "desactivado", "desactivada", "desabilitado", "desabilitada", "suspenso", "suspensa", "bloqueado",
            "bloqueada", "cancelado", "cancelada", "inativo", "inativa", "inactivo", "inactiva", "encerrado", "encerrada", "fechada", "expirado",
            "expirada", "não ativa", "não ativo", "não está ativa", "não está ativo", "já não está ativa", "já não está ativo",
            "não está mais ativa", "não está mais ativo", "não está mais em uso", "já não é utilizado", "não é mais utilizado",
            "não é mais utilizada", "fora de uso", "fora de serviço", "congelada", "arquivada", "descontinuado", "descontinuada",
            "não está operacional", "não mais utilizado", "não mais utilizada", "não é mais usado", "não é mais lido", "bloqueados", "interrompido",
            "interrompida", "inabilitada", "inabilitado",
        ],
        ["{cheio}"] =
        [
            "cheia", "cheio", "cheias", "lotada", "lotado", "excedeu", "excede", "excedida", "excedido", "ultrapassou", "ultrapassada",
            "acima da cota", "sem espaço", "esgotada", "esgotado", "atingiu", "atingida", "atingiu o limite", "estourada", "estourou",
            "espaço insuficiente", "não tem espaço", "não possui espaço", "não há espaço", "ultrapassado", "no limite", "sem espaço disponível",
            "esgotou", "está sem espaço", "acima do limite", "superlotada",
        ],
        ["{mensagem}"] =
        [
            "mensagem", "mensagens", "email", "emails", "correio", "mail",
        ],
        ["{remetente}"] =
        [
            "remetente", "remetentes", "emissor", "endereço de origem", "endereço do remetente", "endereço remetente", "conta de origem",
        ],
        ["{recusado}"] =
        [
            "rejeitado", "rejeitada", "rejeitados", "recusado", "recusada", "negado", "negada", "bloqueado", "bloqueada", "não permitido",
            "não permitida", "não permitidos", "não é permitido", "não é permitida", "não são permitidos", "não autorizado", "não autorizada",
            "não está autorizado", "não aceito", "não aceita", "não aceite", "não é aceito", "não são aceitos", "não são aceites", "proibido",
            "proibida", "proibidos", "barrado", "barrada", "indesejado",
        ],
        ["{sua conta}"] =
        [
            "sua conta", "sua conta de e-mail", "seu usuário", "seu utilizador", "sua caixa", "sua caixa postal", "seu endereço",
            "seu endereço de e-mail", "seu e-mail", "seu domínio", "vossa conta", "tua conta",
        ],
    };
}

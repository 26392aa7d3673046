namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Spanish: Telefónica and hosters in Spain and Latin America.</summary>
internal static class Spanish
{
    private const string Source = "Field use in Spain and Latin America";
    private const string Who = "{usuario|usuarios|destinatario|destinatarios|dirección|direccion|cuenta|buzón|buzon|casilla|persona|cliente|receptor|dirección de correo|cuenta de correo|correo electrónico}";
    private const string Gone = "{desconocido|desconocida|no existe|no existen|no existente|no encontrado|no encontrada|no fue encontrado|no se encuentra|no se encontró|no se ha encontrado|inexistente|inválido|inválida|invalido|invalida|no válido|no válida|no valida|no es válida|no es valida|incorrecto|incorrecta|errónea|no registrado|no registrada|eliminado|eliminada|dado de baja|dada de baja|ya no existe|no pertenece}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("spanish-rate", Reason.RateLimited,
            [
                "demasiadas conexiones", "demasiados mensajes", "demasiados destinatarios", "demasiados correos", "inténtelo más tarde",
                "intentelo mas tarde", "intente más tarde", "inténtelo de nuevo", "intente nuevamente", "más tarde", "límite de envío",
                "límite de envíos",
            ],
            "421 Demasiadas conexiones, inténtelo más tarde", Source),
        new("spanish-sender", Reason.SenderRejected,
            [
                "remitente desconocido", "remitente rechazado", "remitente inválido", "remitente no válido", "remitente no permitido",
                "remitente no autorizado", "remitente … rechazad*", "remitente … no válid*", "remitente … no autorizad*",
                "dirección del remitente", "dominio del remitente", "dominio remitente",
            ],
            "550 Remitente rechazado: el dominio no existe", Source),
        new("spanish-too-large", Reason.MessageTooLarge,
            [
                "mensaje demasiado grande", "mensaje es demasiado grande", "demasiado grande", "tamaño del mensaje", "tamaño máximo",
                "excede el tamaño", "supera el tamaño",
            ],
            "552 El mensaje es demasiado grande", Source),
        new("spanish-full", Reason.MailboxFull,
            [$"{Who} ‥ {{lleno|llena|sobre utilizada|sobre cuota|excede|excedida|excedido|ha superado|saturado|sobrepasado|sin espacio|ha excedido|completo|llenos}}", "temporalmente sobre utilizada", "cuota excedida", "supera la cuota",
                "buzón lleno", "buzon lleno", "buzón está lleno", "buzón … lleno", "casilla llena", "casilla … llena", "bandeja … llena",
                "cuota excedida", "cuota superada", "cuota … excedida", "excedido … cuota", "excede la cuota", "excede … cuota",
                "superado … cuota", "espacio insuficiente", "sin espacio", "espacio en disco", "espacio de almacenamiento",
                "límite de almacenamiento",
            ],
            "552 5.2.2 El buzón está lleno: cuota excedida", Source),
        new("spanish-reputation", Reason.ReputationBlock,
            [
                "lista negra", "listas negras", "su dirección IP", "dirección IP … bloquead*", "su IP", "IP bloqueada", "mala reputación",
                "reputación", "su servidor",
            ],
            "554 Su dirección IP 192.0.2.1 está en una lista negra", Source),
        new("spanish-spam", Reason.SpamContent,
            ["como spam", "correo no deseado", "correo basura", "considerado spam", "es spam", "mensaje no deseado", "sospechoso de spam"],
            "554 Mensaje clasificado como spam", Source),
        new("spanish-content", Reason.ContentRejected,
            [
                "virus detectado", "contiene un virus", "contiene virus", "adjunto no permitido", "adjunto … no permitido",
                "archivo adjunto … no", "archivo … no permitido", "tipo de archivo", "contenido … rechazado", "contenido no permitido",
            ],
            "552 Archivo adjunto no permitido: adjunto no permitido", Source),
        new("spanish-disabled", Reason.MailboxDisabled,
            [$"{Who} … {{deshabilitado|deshabilitada|desactivado|desactivada|inhabilitada|inhabilitado|suspendido|suspendida|bloqueado|bloqueada|cancelada|cancelado|inactivo|inactiva|cerrado|cerrada|no activo|no activa|no está activa|no esta activa|expirado|caducada|vencida|fuera de servicio}}",
                "cuenta deshabilitada", "cuenta … deshabilitada", "cuenta desactivada", "cuenta … desactivada", "cuenta suspendida",
                "cuenta … suspendida", "cuenta bloqueada", "cuenta … bloqueada", "cuenta inactiva", "cuenta … inactiva",
                "cuenta cancelada", "cuenta … cancelada", "cuenta cerrada", "buzón deshabilitado", "buzón … deshabilitado",
                "buzón desactivado", "buzón … desactivado", "buzón … suspendido", "buzón bloqueado", "buzón … bloqueado",
                "usuario deshabilitado", "usuario … deshabilitado", "usuario inactivo", "usuario … inactivo", "usuario suspendido",
                "usuario … suspendido", "usuario bloqueado", "dirección … deshabilitada", "ya no está activa", "ya no está en uso",
                "dado de baja", "dada de baja",
            ],
            "550 La cuenta está suspendida", Source),
        new("spanish-unknown", Reason.MailboxUnknown,
            [$"{{address}} ‥ {Gone}", $"{Who} … no fue encontrada", $"{Who} … {Gone}", $"{{no existe el|no existe la|no existe ese|no existe dicha|no existe este|no hay ningún|no hay|no hay tal|ningún|ninguna|no such}} {Who}", "no hay nadie", $"{{no se encuentra|no se pudo encontrar|no se encontró}} … {Who}",
                "usuario desconocido", "usuario … desconocido", "usuario inexistente", "usuario no existe", "usuario … no existe",
                "usuario no encontrado", "usuario … no encontrado", "usuario inválido", "usuario no válido", "no existe el usuario",
                "no existe ese usuario", "no existe este usuario", "no existe usuario", "destinatario desconocido",
                "destinatario … desconocido", "destinatario no existe", "destinatario … no existe", "destinatario no encontrado",
                "destinatario inválido", "destinatario no válido", "destinatario inexistente", "no existe el destinatario",
                "dirección desconocida", "dirección … desconocida", "dirección no existe", "dirección … no existe",
                "dirección inexistente", "dirección inválida", "dirección no válida", "dirección … no válida", "dirección no encontrada",
                "dirección … no encontrada", "no existe la dirección", "buzón no existe", "buzón … no existe", "buzón inexistente",
                "buzón no encontrado", "buzón desconocido", "no existe el buzón", "casilla inexistente", "casilla … no existe",
                "casilla no existe", "cuenta no existe", "cuenta … no existe", "cuenta inexistente", "cuenta de correo no existe",
                "cuenta no encontrada", "cuenta desconocida", "no existe la cuenta", "no existe esa cuenta", "ya no existe",
                "ya no es válida",
            ],
            "550 5.1.1 Usuario desconocido", Source),
        new("spanish-domain", Reason.DomainUnknown,
            ["dominio no existe", "dominio … no existe", "dominio desconocido", "dominio no encontrado", "dominio inexistente", "dominio inválido"],
            "550 El dominio no existe", Source),
        new("spanish-policy", Reason.PolicyBlock,
            [
                "políticas", "política de", "por razones de seguridad", "no permitido", "no autorizado", "acceso denegado", "rechazado",
                "denegado", "bloqueado",
            ],
            "554 Mensaje rechazado por políticas de seguridad", Source) { Confidence = Confidence.Medium },
        new("spanish-fault", Reason.ServerError,
            ["no es posible conectar", "temporalmente", "error interno", "error temporal", "error del sistema", "no disponible", "problemas técnicos", "mantenimiento"],
            "451 Servicio temporalmente no disponible", Source) { Confidence = Confidence.Medium },
    ];
}

namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// What the rules of <see cref="Spanish"/> are composed of: nouns for the mailbox, the message and the sender in Spanish, and what is said of them.
/// </summary>
internal static class SpanishWords
{
    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Classes { get; } = new()
    {
        ["{buzón}"] =
        [
            "usuario", "usuarios", "destinatario", "destinatarios", "dirección", "direcciones", "cuenta", "cuentas", "buzón", "buzones", "casilla",
            "casillas", "persona", "empleado", "cliente", "receptor", "abonado", "dirección de correo", "cuenta de correo", "buzón de correo",
            "correo electrónico", "nombre de usuario", "alias",
        ],
        ["{desconocido}"] =
        [
            "desconocido", "desconocida", "no existe", "no existen", "no existente", "no encontrado", "no encontrada", "no fue encontrado",
            "no fue encontrada", "no pudo ser encontrado", "no se encuentra", "no se encontró", "no se ha encontrado", "no se pudo encontrar",
            "no hallado", "inexistente", "inexistentes", "inválido", "inválida", "no válido", "no válida", "no es válido", "no es válida",
            "incorrecto", "incorrecta", "errónea", "erróneo", "equivocada", "no registrado", "no registrada", "no está registrado",
            "no está registrada", "no reconocido", "no reconocida", "eliminado", "eliminada", "borrado", "borrada", "dado de baja", "dada de baja",
            "ya no existe", "no pertenece", "no figura", "no está dado de alta", "no está dada de alta", "no localizado", "mal escrita",
            "no identificado", "no figura en", "no está en nuestro", "no lo conocemos", "no consta", "no está configurado", "no está configurada",
            "no está creado", "no está creada", "mal escrito", "no es correcta", "no es correcto", "incorrectos", "no reconocemos",
            "no corresponde", "no asignada", "no asignado", "ya no es válida", "ya no es válido",
        ],
        ["{cerrado}"] =
        [
            "deshabilitado", "deshabilitada", "desactivado", "desactivada", "inhabilitado", "inhabilitada", "suspendido", "suspendida", "bloqueado",
            "bloqueada", "cancelado", "cancelada", "inactivo", "inactiva", "cerrado", "cerrada", "no activo", "no activa", "no está activo",
            "no está activa", "ya no está activo", "ya no está activa", "expirado", "expirada", "caducado", "caducada", "vencida",
            "fuera de servicio", "no está operativa", "ya no está operativa", "no operativa", "ya no se utiliza", "ya no está en uso", "en desuso",
            "archivada", "congelada", "no habilitado", "no habilitada", "ya no se usa", "ya no se lee", "interrumpido", "cesado", "anulado",
            "anulada", "retenida", "pausada",
        ],
        ["{lleno}"] =
        [
            "lleno", "llena", "llenos", "llenas", "sobre utilizada", "sobre cuota", "excede", "excedido", "excedida", "ha excedido", "superado",
            "superada", "ha superado", "sobrepasado", "saturado", "saturada", "completo", "sin espacio", "espacio insuficiente", "no tiene espacio",
            "no dispone de espacio", "no hay espacio", "no tiene más espacio", "alcanzado el límite", "alcanzado su límite", "ha alcanzado",
            "al límite", "agotado", "agotada", "colmado", "quedado sin espacio", "se ha llenado", "excedida su cuota", "al máximo", "al tope",
            "no admite más",
        ],
        ["{correo}"] =
        [
            "mensaje", "mensajes", "correo", "correos", "email", "emails", "mail", "mails",
        ],
        ["{remitente}"] =
        [
            "remitente", "remitentes", "emisor", "dirección de origen", "dirección remitente", "dirección del remitente", "cuenta de origen",
        ],
        ["{rechazado}"] =
        [
            "rechazado", "rechazada", "rechazados", "rechazadas", "denegado", "denegada", "bloqueado", "bloqueada", "bloqueados", "no permitido",
            "no permitida", "no permitidos", "no está permitido", "no está permitida", "no están permitidos", "no se permite", "no se permiten",
            "no autorizado", "no autorizada", "no está autorizado", "no está autorizada", "no aceptado", "no aceptada", "no se acepta",
            "no se aceptan", "no es aceptado", "no admitido", "no admitida", "prohibido", "prohibida", "prohibidos", "inaceptable", "no deseado",
        ],
        ["{su cuenta}"] =
        [
            "su cuenta", "su cuenta de correo", "su buzón", "su dirección", "su dirección de correo", "su correo", "su usuario", "su dominio",
            "tu cuenta", "tu cuenta de correo", "tu dirección", "vuestra cuenta",
        ],
    };
}

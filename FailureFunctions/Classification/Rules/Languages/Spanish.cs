namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Spanish: Telefónica, Terra, Arsys, hosters in Spain and Latin America, Exchange and Gmail in Spanish.</summary>
internal static class Spanish
{
    private const string Source = "Field use in Spain and Latin America";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
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
            "no identificado",
        ],
        ["{cerrado}"] =
        [
            "deshabilitado", "deshabilitada", "desactivado", "desactivada", "inhabilitado", "inhabilitada", "suspendido", "suspendida", "bloqueado",
            "bloqueada", "cancelado", "cancelada", "inactivo", "inactiva", "cerrado", "cerrada", "no activo", "no activa", "no está activo",
            "no está activa", "ya no está activo", "ya no está activa", "expirado", "expirada", "caducado", "caducada", "vencida",
            "fuera de servicio", "no está operativa", "ya no está operativa", "no operativa", "ya no se utiliza", "ya no está en uso", "en desuso",
            "archivada", "congelada",
        ],
        ["{lleno}"] =
        [
            "lleno", "llena", "llenos", "llenas", "sobre utilizada", "sobre cuota", "excede", "excedido", "excedida", "ha excedido", "superado",
            "superada", "ha superado", "sobrepasado", "saturado", "saturada", "completo", "sin espacio", "espacio insuficiente", "no tiene espacio",
            "no dispone de espacio", "no hay espacio", "no tiene más espacio", "alcanzado el límite", "alcanzado su límite", "ha alcanzado",
            "al límite", "agotado", "agotada",
        ],
        ["{correo}"] = ["mensaje", "mensajes", "correo", "correos", "email", "emails", "mail", "mails"],
        ["{remitente}"] =
        [
            "remitente", "remitentes", "emisor", "dirección de origen", "dirección remitente", "dirección del remitente", "cuenta de origen",
            "su cuenta", "su dirección de correo", "su dominio", "tu cuenta",
        ],
        ["{rechazado}"] =
        [
            "rechazado", "rechazada", "rechazados", "rechazadas", "denegado", "denegada", "bloqueado", "bloqueada", "bloqueados", "no permitido",
            "no permitida", "no permitidos", "no está permitido", "no está permitida", "no están permitidos", "no se permite", "no se permiten",
            "no autorizado", "no autorizada", "no está autorizado", "no está autorizada", "no aceptado", "no aceptada", "no se acepta",
            "no se aceptan", "no es aceptado", "no admitido", "no admitida", "prohibido", "prohibida", "prohibidos", "inaceptable", "no deseado",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("spanish-recipient-refuses", Reason.RecipientRefused,
            [
                "{no tiene permiso|no tienes permiso|no tiene permisos|no está autorizado} … {buzón}",
                "{no está autorizada|sin permiso|sin autorización|no tiene autorización} … {buzón}",
                "{buzón} {no acepta|no desea|no quiere|no admite|no recibe} ‥ {correo}",
                "{buzón} {sólo|solo|solamente|únicamente} {acepta|admite|recibe}", "{buzón} {ha bloqueado|le ha bloqueado|te ha bloqueado|bloqueó}",
                "{rechazado} por el {destinatario|usuario|receptor}", "{solo|sólo|solamente|únicamente} {miembros|los miembros|para miembros}",
                "{solo|sólo|solamente|únicamente} {remitentes|los remitentes|usuarios internos|suscriptores}", "no es miembro",
            ],
            "550 5.7.1 No tiene permiso para escribir a este destinatario", Source),
        new("spanish-authentication", Reason.AuthFailed,
            [
                "SPF … {fallida|fallido|falló|fallo|no autorizad*|inválido|no válido|incorrecto|rechazado|no permitido|no coincide}",
                "{fallo|falla|error|fallida} ‥ SPF", "{registro SPF|comprobación SPF|verificación SPF}",
                "{resolución inversa|DNS inverso|DNS inversa|registro PTR|inversa}",
                "{autenticación|autentificación|autenticar|inicio de sesión} ‥ {fallida|fallido|falló|fallado}",
                "{autenticación|autentificación|autenticar|inicio de sesión} ‥ {incorrecta|rechazada|no válida|denegada}",
                "{error de autenticación|fallo de autenticación|error en la autenticación}",
                "contraseña ‥ {incorrecta|incorrectos|incorrectas|inválida|inválidos|no válida|errónea}",
            ],
            "550 Fallo en la comprobación SPF de example.com", Source),
        new("spanish-full", Reason.MailboxFull,
            [
                "{buzón} ‥ {lleno}", "{buzón} … {lleno|llena|sin espacio|no dispone de espacio|sobre utilizada}", "correo ‥ {lleno|llena}",
                "{bandeja|bandeja de entrada} … {lleno|llena}", "{cuota|quota} ‥ {lleno}",
                "{excedido|excede|superado|supera|excedió|superó|rebasado} ‥ {cuota|quota|límite de almacenamiento|capacidad}",
                "{espacio en disco|espacio de almacenamiento|límite de almacenamiento|espacio insuficiente}",
                "{no hay|no tiene|no dispone de|sin|falta de} ‥ espacio",
            ],
            "552 5.2.2 El buzón está lleno: inténtelo más tarde", Source),
        new("spanish-rate", Reason.RateLimited,
            [
                "{demasiados|demasiadas|muchos|exceso de} {correo}",
                "{demasiados|demasiadas|exceso de} ‥ {conexiones|destinatarios|intentos|errores|sesiones|peticiones|solicitudes}",
                "{límite de envío|límite de envíos|límite de mensajes|límite de correos|cuota de envío}", "{correo} por {hora|día|minuto}",
                "{lista gris|listas grises|greylisting}", "{número máximo de|máximo de|cantidad máxima de} {correo}",
                "límite ‥ {correo} ‥ {superado|excedido|alcanzado}", "demasiado rápido",
            ],
            "421 Demasiadas conexiones, inténtelo más tarde", Source),
        new("spanish-sender", Reason.SenderRejected,
            [
                "{remitente} ‥ {desconocido}", "{remitente} ‥ {rechazado}", "{remitente} … {rechazad*|no válid*|no autorizad*|no existe}",
                "dirección del remitente", "{dominio del|dominio} remitente", "{correo} de {address} ‥ {rechazado}",
            ],
            "550 Remitente rechazado: el dominio no existe", Source),
        new("spanish-too-large", Reason.MessageTooLarge,
            [
                "{correo} … {demasiado grande|muy grande|demasiado largo|muy pesado}",
                "{adjunto|adjuntos|archivo|archivos} … {demasiado grande|demasiado grandes|muy grande}", "demasiado grande",
                "{tamaño del|tamaño de su|tamaño de este} {correo}", "{tamaño máximo|límite de tamaño|tamaño permitido}",
                "{excede|supera|sobrepasa} ‥ tamaño", "{correo} {excede|supera|sobrepasa} ‥ {límite|máximo}",
            ],
            "552 El mensaje es demasiado grande", Source),
        new("spanish-reputation", Reason.ReputationBlock,
            [
                "{lista negra|listas negras|lista de bloqueo|listas de bloqueo|listas RBL|lista RBL}",
                "{su dirección IP|su IP|tu IP|tu dirección IP|reputación}",
                "{IP|dirección IP|servidor|red} … {bloquead*|rechazad*|listad*|denegad*}", "su servidor",
                "{envío de spam|enviar spam|envío masivo}",
            ],
            "554 Su dirección IP 192.0.2.1 está en una lista negra", Source),
        new("spanish-spam", Reason.SpamContent,
            [
                "{como spam|como SPAM|considerado spam|es spam|contener spam|contiene spam}",
                "{sospechoso de spam|sospecha de spam|filtro antispam|antispam|correo basura|como basura}",
                "{correo no deseado|correos no deseados|mensaje no deseado|mensajes no deseados|correo no solicitado|como no deseado}",
                "{rechazado} ‥ spam",
            ],
            "554 Mensaje clasificado como spam", Source),
        new("spanish-content", Reason.ContentRejected,
            [
                "virus detectado", "{contiene un virus|contiene virus|contenido malicioso|infectado|código malicioso}",
                "{adjunto|adjuntos|archivo|archivos} … {rechazado}", "{tipo de archivo|extensión de archivo|tipo de adjunto|tipo de fichero}",
                "contenido ‥ {rechazado}", "{cabecera|encabezado|asunto} ‥ {falta|inválida|inválido|no válida|incorrecta|faltante}",
            ],
            "552 Archivo adjunto no permitido: adjunto no permitido", Source),
        new("spanish-relay", Reason.RoutingError,
            [
                "{relay|reenvío|retransmisión|relevo} ‥ {rechazado}",
                "{no se permite|no permitido|no autorizado para|prohibido} ‥ {relay|reenvío|retransmisión|retransmitir}",
                "{bucle|demasiados saltos}",
            ],
            "550 Retransmisión no permitida", Source),
        new("spanish-expired", Reason.Expired,
            [
                "{dejó de|dejado de} {intentarlo|intentar|reintentar}", "{tiempo|plazo} ‥ entrega ‥ {vencido|expirado|agotado|superado|excedido}",
                "{correo} ‥ {expirado|caducado|ha expirado}",
                "{después de|tras|durante} … {días|horas|intentos} … {entregar|entregado|entrega|intentos}",
                "{no pudo ser entregado|no se pudo entregar} {en|tras|durante|después de}",
                "{no ha podido ser entregado|no se ha podido entregar|no entregado} {en|tras|durante|después de}",
                "{varios|múltiples|repetidos|todos los} {intentos|reintentos}", "cola ‥ {eliminado|expirado|demasiado tiempo}",
                "demasiado tiempo en {la cola|cola}",
            ],
            "Plazo de entrega superado", Source),
        new("spanish-connection", Reason.ConnectionFailed,
            [
                "conexión ‥ {rechazada|fallida|perdida|interrumpida|cerrada|cortada|agotada|terminada|abortada}",
                "{perdió|interrumpió|cerró|agotó|establecer|error de|fallo de} ‥ conexión",
                "{no es posible|imposible|no se pudo} {conectar|conectarse|contactar|establecer}",
                "{no se puede|no ha sido posible|no pudo} {conectar|conectarse|contactar|establecer}",
                "{tiempo de espera|tiempo de conexión|tiempo límite}",
                "{servidor|host} ‥ {no responde|no disponible para conexión|inalcanzable|no contesta|inaccesible}",
                "{sin respuesta|no hay respuesta}", "certificado",
            ],
            "Conexión rechazada por mx.example.es", Source),
        new("spanish-protocol", Reason.ProtocolError,
            [
                "error de sintaxis",
                "{comando|orden} ‥ {no reconocido|no reconocida|desconocido|inválido|no implementado|no implementada|no soportado}",
                "secuencia ‥ {comandos|órdenes} ‥ {incorrecta|errónea|inválida}", "{mala|incorrecta} secuencia",
            ],
            "500 Comando no reconocido", Source),
        new("spanish-disabled", Reason.MailboxDisabled,
            ["{buzón} … {cerrado}", "{ya no está activa|ya no está en uso}", "{buzón} {ya no|no} {acepta|recibe} más"],
            "550 La cuenta está suspendida", Source),
        new("spanish-domain", Reason.DomainUnknown,
            [
                "{dominio|nombre de dominio|dominios} ‥ {desconocido}",
                "{no existe el|no se encuentra el|no se encontró el|no se pudo encontrar el|no se ha encontrado el} ‥ dominio", "host desconocido",
                "{no hay|sin|ningún|no tiene} {servidor de correo|registros MX|registro MX|MX|servidores de correo}",
            ],
            "550 El dominio no existe", Source),
        new("spanish-unknown", Reason.MailboxUnknown,
            [
                "{buzón} … {desconocido}", "{address} ‥ {desconocido}", "correo ‥ {no existe|inexistente|inválido|no válido}",
                "{no existe|no existe el|no existe la|no existe ese} {buzón}",
                "{no existe esa|no existe dicha|no existe este|no existe esta|no existe ningún} {buzón}",
                "{no existe ninguna|no hay ningún|no hay ninguna|no hay|no hay tal|ningún|ninguna|no es un|no es una} {buzón}", "no hay nadie",
                "nadie con ese nombre", "{no se encuentra|no se pudo encontrar|no se puede encontrar} … {buzón}",
                "{no se encontró|no se ha encontrado|no encontramos|no se han encontrado} … {buzón}", "no se encontró ‥ en {host}",
                "no se encontró {address}", "{ya no trabaja|dejó de trabajar|ya no pertenece}",
                "{ya no forma parte|no trabaja aquí|ya no labora|ya no está con nosotros}", "ya no {existe|es válida|es válido}",
            ],
            "550 5.1.1 Usuario desconocido", Source),
        new("spanish-fault", Reason.ServerError,
            [
                "temporalmente", "error {interno|temporal|del sistema|local|de sistema|del servidor|de configuración|técnico}",
                "{no disponible|problemas técnicos|problema técnico|mantenimiento|fallo temporal|problema temporal}",
                "{almacenamiento del sistema|base de datos|sobrecargado|sobrecarga}", "error ‥ {procesamiento|procesar}",
            ],
            "451 Servicio temporalmente no disponible", Source) { Confidence = Confidence.Medium },
        new("spanish-later", Reason.RateLimited,
            [
                "{inténtelo|inténtalo|intente|intentar} ‥ {más tarde|de nuevo|nuevamente|otra vez|en unos|en 5|luego}",
                "{intentarlo|reintente|reintentar|vuelva|pruebe} ‥ {más tarde|de nuevo|nuevamente|otra vez|en unos|en 5|luego}", "más tarde",
                "vuelva a intentarlo",
            ],
            "450 Vuelva a intentarlo en unos minutos", Source) { Confidence = Confidence.Medium },
        new("spanish-policy", Reason.PolicyBlock,
            [
                "{políticas|política de|por política|política}", "por razones de seguridad", "acceso denegado", "{rechazado}",
                "autenticación {requerida|obligatoria|necesaria}", "se requiere autenticación",
            ],
            "554 Mensaje rechazado por políticas de seguridad", Source) { Confidence = Confidence.Medium },
    ];
}

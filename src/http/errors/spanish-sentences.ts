import type { AppError, ErrorCode } from '../../domain/errors.ts'

/**
 * What a failure means and what to do, for people who read Spanish: in `detail` of an error and as the message of a document.
 * The English sentence of the failure itself may name more, such as a limit; the code is the same.
 */
export const spanishSentences: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'La petición no es válida. Revisa los campos indicados.',
  invalid_id: 'El identificador no es un UUID válido.',
  missing_identity: 'Falta la identidad de la empresa o del usuario en la petición.',
  unauthenticated: 'Falta la clave o ya no es válida: inicia sesión de nuevo o usa otra clave.',
  operator_token_required: 'Esto es solo para quien administra Atenex: falta la clave de operador o no es la correcta.',
  forbidden: 'No tienes permiso para hacer esto.',
  not_found: 'No existe, o ya se ha eliminado.',
  method_not_allowed: 'Esta dirección existe, pero no admite ese método.',
  conflict: 'El estado actual no lo permite. Actualiza la lista e inténtalo de nuevo.',
  duplicate_document: 'Ese mismo documento ya está subido.',
  name_taken: 'Ya hay otro documento con ese nombre. Cambia el nombre del archivo o elimina el anterior.',
  payload_too_large: 'El archivo o la petición es demasiado grande. Divide el archivo o redúcelo.',
  range_not_satisfiable: 'El archivo no tiene esa parte.',
  precondition_failed: 'El archivo ya no es el que esperabas. Descárgalo entero de nuevo.',
  request_timeout: 'La petición tardó demasiado en llegar. Envíala de nuevo.',
  too_many_requests: 'Hay demasiadas peticiones de tu empresa en curso. Inténtalo de nuevo en un momento.',
  rate_limited:
    'Tu empresa ha hecho todas las preguntas que puede hacer en un minuto. Inténtalo de nuevo en un momento.',
  quota_exceeded:
    'Tu empresa ha llegado al límite de documentos o de espacio. Elimina alguno o pide más a quien administra Atenex.',
  overloaded: 'El servidor está muy ocupado. Inténtalo de nuevo en un momento.',
  unsupported_type: 'El archivo no es de un tipo admitido, o su contenido no es el que dice su nombre.',
  empty_file: 'El archivo está vacío. Sube un archivo con contenido.',
  invalid_file_name: 'El nombre del archivo no es válido o es demasiado largo. Cámbialo y vuelve a subirlo.',
  password_protected: 'El documento está protegido con contraseña. Sube una copia sin contraseña.',
  no_text_layer:
    'El documento solo contiene imágenes, sin texto: necesita OCR y aquí no se puede. Pásalo por un OCR y vuelve a subirlo.',
  corrupt_file: 'El archivo está dañado y no se puede leer. Ábrelo, guárdalo de nuevo y vuelve a subirlo.',
  archive_bomb: 'El archivo se expande sin medida al leerlo y se ha rechazado. Guárdalo de nuevo en otro formato.',
  too_complex: 'El documento es demasiado complejo para leerlo. Divídelo o guárdalo en una forma más sencilla.',
  too_much_text: 'El documento tiene demasiado texto. Divídelo en partes.',
  extraction_timeout: 'Leer el documento llevó demasiado tiempo. Divídelo o guárdalo en una forma más sencilla.',
  extraction_memory: 'Leer el documento necesita más memoria de la permitida. Divídelo o simplifícalo.',
  extraction_crashed: 'El lector falló con este documento: está dañado o es muy inusual. Guárdalo de nuevo.',
  no_text: 'No se encontró texto en el documento, así que no hay nada que buscar.',
  original_missing: 'El archivo original ya no está. Vuelve a subirlo.',
  reader_unavailable:
    'La máquina no da al lector de documentos la memoria o los recursos que necesita. Al documento no le pasa nada: se vuelve a intentar.',
  embedder_unavailable: 'El modelo de búsqueda no responde ahora mismo. Inténtalo de nuevo en un momento.',
  embedder_mismatch: 'El modelo de búsqueda configurado no es el de los documentos. Avisa a quien administra Atenex.',
  vector_store_unavailable: 'El índice de búsqueda no responde ahora mismo. Inténtalo de nuevo en un momento.',
  vector_store_rejected: 'El índice de búsqueda rechazó la operación. Avisa a quien administra Atenex.',
  collection_mismatch: 'El índice de búsqueda no corresponde a esta instalación. Avisa a quien administra Atenex.',
  object_store_unavailable: 'El almacén de originales no responde ahora mismo. Inténtalo de nuevo en un momento.',
  database_unavailable: 'La base de datos no responde ahora mismo. Inténtalo de nuevo en un momento.',
  identity_unavailable: 'Ahora mismo no se puede comprobar quién pregunta. Inténtalo de nuevo en un momento.',
  model_unavailable: 'El modelo de lenguaje no responde ahora mismo. Inténtalo de nuevo en un momento.',
  neighbour_unavailable: 'Un servicio vecino no responde ahora mismo. Inténtalo de nuevo en un momento.',
  model_rejected: 'El modelo de lenguaje rechazó la pregunta. Prueba con otras palabras.',
  webhook_undelivered: 'No se pudo avisar a quien recibe los eventos. Se intentará de nuevo.',
  upload_in_progress:
    'Ahora mismo se está subiendo un archivo igual o del mismo nombre. Inténtalo de nuevo en un momento.',
  busy: 'Ahora mismo se está trabajando en lo mismo. Inténtalo de nuevo en un momento.',
  removal_pending: 'El documento ya no se ve, pero falta eliminar una parte. La eliminación sigue por sí sola.',
  cancelled: 'La operación se interrumpió. Inténtalo de nuevo.',
  attempts_exhausted: 'El documento no se pudo procesar tras varios intentos. Vuelve a intentarlo más tarde.',
  configuration: 'La instalación no está bien configurada. Avisa a quien administra Atenex.',
  internal: 'Algo falló por nuestra parte. Inténtalo de nuevo; si se repite, avisa a quien administra Atenex.',
}

/** The sentence of a failure: its own, or that of its code with what its details add: what to do with an archive, the formats that are read. */
export function spanishSentence({ code, details, spanish }: Pick<AppError, 'code' | 'details' | 'spanish'>): string {
  if (spanish !== null) return spanish
  const supported = details['supported']
  if (typeof supported !== 'string') return spanishSentences[code]
  const hint =
    details['archive'] === true ? ' Es un archivo comprimido: descomprímelo y sube los documentos que contiene.' : ''
  return `${spanishSentences[code]}${hint} Se admiten ${new Intl.ListFormat('es').format(supported.split(', '))}.`
}

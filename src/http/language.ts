import type { FastifyRequest } from 'fastify'
import type { ErrorCode } from '../domain/errors.ts'

export type Language = 'es' | 'en'

/** What the client prefers of the two languages we speak; English when it does not say. */
export function languageOf(request: FastifyRequest): Language {
  const wishes = (request.headers['accept-language'] ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { language: tag.split('-')[0], weight: quality === undefined ? 1 : Number(quality) }
  })
  const [first] = wishes
    .filter(({ language, weight }) => (language === 'es' || language === 'en') && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return first?.language === 'es' ? 'es' : 'en'
}

/**
 * The sentence that people read for a failure, by its code. English is the message itself, which knows more; Spanish says the
 * same without names and numbers, which the reply carries in other fields. What only developers see stays English.
 */
export function sentenceFor(language: Language, code: string, english: string): string {
  return language === 'es' ? (spanish.get(code) ?? english) : english
}

const supported = 'Se admiten PDF, DOCX, DOC, TXT, Markdown y HTML.'
const later = 'Inténtalo de nuevo dentro de un momento.'

const spanish: ReadonlyMap<string, string> = new Map<ErrorCode, string>([
  ['forbidden', 'No tienes acceso: el recurso no existe o pertenece a otra persona.'],
  ['not_found', 'No existe o ya se ha eliminado.'],
  ['conflict', 'El estado actual del documento no permite esta operación.'],
  ['duplicate_document', 'Este mismo archivo ya está subido. Elimínalo antes si quieres subirlo otra vez.'],
  ['name_taken', 'Ya hay otro documento con este nombre. Elimínalo antes o cambia el nombre del archivo.'],
  ['payload_too_large', 'El archivo supera el tamaño máximo permitido. Divídelo y sube las partes.'],
  ['unsupported_type', `El contenido del archivo no es de un tipo admitido o no coincide con su nombre. ${supported}`],
  ['empty_file', 'El archivo está vacío. Sube uno con contenido.'],
  ['invalid_file_name', 'El archivo no tiene nombre o su nombre es demasiado largo. Cámbialo y súbelo de nuevo.'],
  ['password_protected', 'El documento está protegido con contraseña. Sube una copia sin ella.'],
  ['no_text_layer', 'El PDF solo contiene imágenes, sin capa de texto: necesita reconocimiento óptico (OCR).'],
  ['corrupt_file', 'El archivo está dañado y no se puede leer. Sube una copia correcta.'],
  ['archive_bomb', 'El archivo se expande a un tamaño desmesurado y no se ha procesado.'],
  ['too_complex', 'El documento es demasiado complejo para procesarlo. Divídelo o simplifícalo y súbelo de nuevo.'],
  ['too_much_text', 'El documento contiene demasiado texto. Divídelo y sube las partes.'],
  ['extraction_timeout', 'La lectura del documento ha tardado demasiado. Divídelo y sube las partes.'],
  ['extraction_memory', 'La lectura del documento ha necesitado demasiada memoria. Divídelo y sube las partes.'],
  ['extraction_crashed', 'No se ha podido leer el documento. Guárdalo de nuevo con otro programa y súbelo.'],
  ['no_text', 'El documento no contiene texto: no hay nada que buscar en él.'],
  ['original_missing', 'El archivo original ya no está guardado. Súbelo de nuevo.'],
  ['embedder_unavailable', `El modelo de búsqueda no responde. ${later}`],
  ['vector_store_unavailable', `El índice de búsqueda no responde. ${later}`],
  ['object_store_unavailable', `El almacén de archivos no responde. ${later}`],
  ['database_unavailable', `La base de datos no responde. ${later}`],
  ['model_unavailable', `El modelo de lenguaje no responde. ${later}`],
  ['model_rejected', 'El modelo de lenguaje ha rechazado la pregunta. Formúlala de otra manera.'],
  ['removal_pending', 'El documento ya no aparece en las respuestas; su eliminación continúa por sí sola.'],
  ['cancelled', `La operación se ha interrumpido. ${later}`],
  ['attempts_exhausted', 'El procesamiento se ha interrumpido demasiadas veces. Vuelve a intentarlo más tarde.'],
  ['internal', 'Ha fallado algo por nuestra parte. Inténtalo de nuevo; el registro tiene los detalles.'],
])

/** The original's list, anchored: a greeting followed by a question is a question. */
const spanish = /^(?:hola(?:,? qu[eé] tal)?|buen[oa]s? (?:d[ií]as|tardes|noches)|buenas|qu[eé] tal)[\s.,!?]*$/iu
const english = /^(?:hello|hi|hi there|hello there|hey|hey there|good (?:morning|afternoon|evening))[\s.,!?]*$/iu

/** The language of a message that is nothing but a greeting; null for anything else. */
export function greetingLanguage(message: string): 'es' | 'en' | null {
  const text = message.replace(/[¡¿]/gu, '').trim()
  if (spanish.test(text)) return 'es'
  return english.test(text) ? 'en' : null
}

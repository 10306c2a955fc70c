/** Sentences of our own that people read in an answer, in the language of their question. */
interface AnswerTexts {
  readonly greeting: string
  readonly nothingFound: string
  /** Before the nearest thing that was found all the same. */
  readonly nearest: string
  /** Above verbatim sentences, so that nobody takes them for a worded answer. */
  readonly extractiveIntro: string
}

export const answerTexts: Readonly<Record<'es' | 'en', AnswerTexts>> = {
  es: {
    greeting:
      '¡Hola! Pregunta lo que quieras sobre los documentos de tu empresa y te mostraré de dónde sale cada respuesta.',
    nothingFound:
      'No he encontrado nada en los documentos que responda a esta pregunta. Prueba con otras palabras o sube el documento que contiene la respuesta.',
    nearest: 'Lo más parecido que hay en ellos:',
    extractiveIntro: 'Frases literales de los documentos (respuesta extractiva, sin modelo de lenguaje):',
  },
  en: {
    greeting: 'Hello! Ask anything about your company’s documents and I will show where each answer comes from.',
    nothingFound:
      'I found nothing in the documents that answers this question. Try other words, or upload the document that holds the answer.',
    nearest: 'The nearest thing in them:',
    extractiveIntro: 'Sentences quoted from the documents (extractive answer, no language model):',
  },
}

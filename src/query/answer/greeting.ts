import { fold } from '../../domain/text/fold.ts'

/** One to three of these: a greeting followed by a question is a question. */
const spanish = greetings(
  'hola|(?:muy )?buenas|(?:muy )?buen[oa]s (?:dias|tardes|noches)|buen dia|que tal|como esta(?:s|is)',
)
const english = greetings(
  'hello(?: there)?|hi(?: there)?|hey(?: there)?|good (?:morning|afternoon|evening)|how are you',
)
/** Signs and pictures between greetings and around them. */
const noWords = /[\s\p{P}\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d]+/gu

/** The language of a message that is nothing but greetings; null for anything else. */
export function greetingLanguage(message: string): 'es' | 'en' | null {
  const text = fold(message).replaceAll(noWords, ' ').trim()
  if (spanish.test(text)) return 'es'
  return english.test(text) ? 'en' : null
}

function greetings(one: string): RegExp {
  return new RegExp(`^(?:${one})(?: (?:${one})){0,2}$`, 'u')
}

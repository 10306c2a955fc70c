/**
 * What nobody sees: zero-width characters, marks and overrides of direction, variation selectors, fillers, tags (Unicode's
 * default ignorable code points) and the three marks of interlinear notes.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu

/** Vertical tab and form feed stand for a new line too. */
const lineEnds = /\r\n|[\r\v\f\u0085\u2028\u2029]/gu

/** Scripts in which a joiner between two letters changes what is seen. */
const joiningScripts =
  'Arabic Syriac Mongolian Nko Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar'
const joining = joiningScripts
  .split(' ')
  .map((script) => `\\p{Script=${script}}`)
  .join('')
const emoji = String.raw`\p{Extended_Pictographic}`
/** Between such letters, and the zero-width joiner also between the parts of an emoji. */
const seenJoiner = new RegExp(
  String.raw`(?<=[${joining}])[\u200c\u200d](?=[${joining}])|(?<=[${emoji}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=${emoji})`,
  'gu',
)

/** Control characters, the line breaks that only some programs take for one, and the sign of Braille that has no dots. */
const control = /[\p{Cc}\u2028\u2029\u2800]/gu

/** Without control characters and without anything else that a terminal or a browser could obey instead of showing it. */
function withoutInvisible(text: string): string {
  return text.toWellFormed().replace(control, ' ').replace(invisible, '')
}

/** The same on one line, with single spaces. */
export function visibleLine(text: string): string {
  return withoutInvisible(text).replace(/\s+/g, ' ').trim()
}

/** The same for text of several lines: line breaks and indentation stay. */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => withoutInvisible(line).trimEnd())
    .join('\n')
}

/** JSON that means the same and has nothing invisible in it: what a terminal could obey is written as `\uXXXX`. */
export function visibleJson(value: unknown, indent: number): string {
  const text = JSON.stringify(value, null, indent)
  return text.replace(control, (each) => (each === '\n' ? each : escaped(each))).replace(invisible, escaped)
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}

/**
 * A name without anything invisible, on one line: two names that look alike are one. Joiners stay where they change what is
 * seen, because Persian, Indic scripts and emoji are misspelt without them.
 */
export function visibleName(text: string): string {
  return keepingJoiners(text, withoutInvisible).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** The same for a text of several lines: line feeds, tabs and runs of blanks stay; line ends of all kinds become line feeds. */
export function visibleText(text: string): string {
  return keepingJoiners(text.replace(lineEnds, '\n'), (piece) =>
    piece
      .toWellFormed()
      .replace(/[^\P{Cc}\n\t]/gu, '')
      .replace(invisible, ''),
  )
}

function keepingJoiners(text: string, clean: (piece: string) => string): string {
  const pieces: string[] = []
  let from = 0
  for (const { index: at } of text.matchAll(seenJoiner)) {
    pieces.push(clean(text.slice(from, at)), text.charAt(at))
    from = at + 1
  }
  pieces.push(clean(text.slice(from)))
  return pieces.join('')
}

import { down, root, term, up } from './math-line.ts'

/** Deeper ones are read as their letters. */
const maxDepth = 30
/** Shapes that are drawn around a sign, as in `\o\ac(○,1)`. */
const shapes = /^[○◯〇●□◇△▽☆]$/u
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }

interface Place {
  readonly text: string
  at: number
  depth: number
}

/** A switch and what stands behind it: `\i \su(1,5,3)`. */
interface Command {
  readonly name: string
  /** By their two letters, with what stands behind each: `\up8`, `\lc\|`. */
  readonly options: ReadonlyMap<string, string>
  readonly parts: readonly string[]
}

/**
 * What a field of Word shows that is an equation as it was written before there was an editor for them (`EQ \f(1,2)`), in one line. Fractions,
 * roots, sums, brackets, lists and what is raised or lowered are known. Empty for every other field. Time is in proportion to its length.
 */
export function equationField(instruction: string): string {
  const [, equation] = /^\s*EQ\s+(.*)$/isu.exec(instruction) ?? []
  if (equation === undefined) return ''
  const place = { text: equation, at: 0, depth: 0 }
  let line = ''
  // a bracket or a comma that belongs to none is a letter as any
  while (place.at < equation.length) line += readUntil(place) + (equation[place.at++] ?? '')
  return line.replace(/\s+/gu, ' ').trim()
}

/** Up to a comma, a semicolon or a closing bracket, which stand for themselves behind `\`. */
function readUntil(place: Place): string {
  const { text } = place
  let line = ''
  let open = 0
  for (; place.at < text.length; place.at++) {
    const sign = text[place.at] ?? ''
    if (sign === '\\') {
      line += readCommand(place)
      place.at--
    } else if (open === 0 && /[,;)]/.test(sign)) break
    else {
      open += sign === '(' ? 1 : sign === ')' ? -1 : 0
      line += sign
    }
  }
  return line
}

/** From `\` on, up to behind what belongs to it. */
function readCommand(place: Place): string {
  const { text } = place
  const [, letter] = /^\\([abdfilorsx])(?![a-z])/iu.exec(text.slice(place.at, place.at + 3)) ?? []
  if (letter === undefined || place.depth >= maxDepth) {
    place.at += 2
    return text[place.at - 1] ?? ''
  }
  place.at += 2
  const options = readOptions(place)
  const parts = readParts(place)
  return shown({ name: letter.toLowerCase(), options, parts })
}

const option = /\s*\\(?:(lc|rc|bc|fc|vc)\\(.)|([a-z]{2})(\d*))/iuy

function readOptions(place: Place): ReadonlyMap<string, string> {
  const options = new Map<string, string>()
  for (;;) {
    option.lastIndex = place.at
    const found = option.exec(place.text)
    if (found === null) break
    place.at = option.lastIndex
    options.set((found[1] ?? found[3] ?? '').toLowerCase(), found[2] ?? found[4] ?? '')
  }
  while (/\s/u.test(place.text[place.at] ?? '')) place.at++
  return options
}

function readParts(place: Place): readonly string[] {
  if (place.text[place.at] !== '(') return []
  const parts: string[] = []
  place.depth++
  do {
    place.at++
    parts.push(readUntil(place).trim())
  } while (/[,;]/.test(place.text[place.at] ?? ''))
  place.depth--
  place.at++
  return parts
}

const shown = (command: Command): string => layouts[command.name]?.(command) ?? command.parts.join(', ')

const layouts: Readonly<Record<string, (command: Command) => string>> = {
  f: ({ parts: [above = '', below = ''] }) => `${term(above)}/${term(below)}`,
  r: ({ parts: [first = '', second] }) => (second === undefined ? root(first, '') : root(second, first)),
  s: ({ options, parts: [first = '', second = ''] }) =>
    options.has('do') ? down(first) : options.has('up') ? up(first) : up(first) + down(second),
  i: ({ options, parts: [from = '', to = '', of = ''] }) => {
    const sign = options.get('fc') ?? options.get('vc') ?? (options.has('su') ? 'Σ' : options.has('pr') ? 'Π' : '∫')
    return `${sign}${down(from)}${up(to)} ${of}`
  },
  b: ({ options, parts }) => {
    const begin = options.get('lc') ?? options.get('bc') ?? (options.has('rc') ? '' : '(')
    const end = options.get('rc') ?? (options.has('lc') ? '' : (closing[begin] ?? begin))
    return begin + parts.join(', ') + end
  },
  o: ({ parts }) => {
    const said = parts.filter((part) => !shapes.test(part))
    return (said.length === 0 ? parts : said).join('')
  },
  a: ({ options, parts }) => {
    const columns = Math.max(1, Number(options.get('co') ?? 1))
    const rows = parts.flatMap((_, i) => (i % columns === 0 ? [parts.slice(i, i + columns).join(', ')] : []))
    return rows.join('; ')
  },
  d: () => ' ',
}

import { down, root, term, up } from './math-line.ts'

interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Finished text of its children, in order. */
  readonly parts: string[]
  text: string
}

/** Deeper equations are read as their letters in order. */
const maxDepth = 100
/** The same in the language that it was typed in. */
const skipped = /^annotation/

/** A reader of one equation in MathML; `finish` gives it in one line: `(a+b)/c=x^2`. Names may carry a prefix. */
export interface MathMlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(): void
  text(text: string): void
  /** Elements that are open, its own among them. */
  readonly depth: number
  finish(): string
}

export function createMathMlReader(): MathMlReader {
  const whole = newNode('math', {})
  const open: Node[] = [whole]
  return {
    open: (name, attributes) => void open.push(newNode(name.slice(name.indexOf(':') + 1).toLowerCase(), attributes)),
    close() {
      const node = open.length > 1 ? open.pop() : undefined
      if (node === undefined || skipped.test(node.name)) return
      open.at(-1)?.parts.push(open.length > maxDepth ? joined(node) : lineOf(node))
    },
    text(text) {
      const node = open.at(-1)
      if (node !== undefined) node.text += text.replace(/\s+/gu, ' ')
    },
    get depth() {
      return open.length
    },
    finish: () => joined(whole).replace(/\s+/gu, ' ').trim(),
  }
}

function newNode(name: string, attributes: Readonly<Record<string, string>>): Node {
  return { name, attributes, parts: [], text: '' }
}

function lineOf(node: Node): string {
  return layouts[node.name]?.(node, node.parts) ?? joined(node)
}

/** Names of functions stand apart from what they are of. */
function joined({ parts, text }: Node): string {
  if (parts.length === 0) return text.trim() === '' ? '' : text.trim()
  return parts.reduce((line, part, index) => {
    const isApart = /^\p{L}{2,}$/u.test(parts[index - 1] ?? '') && /^[\p{L}\p{N}]/u.test(part)
    return line + (isApart ? ' ' : '') + part
  }, '')
}

const layouts: Readonly<Record<string, (node: Node, parts: readonly string[]) => string>> = {
  mfrac: (_, [over = '', under = '']) => `${term(over)}/${term(under)}`,
  msup: (_, [base = '', raised = '']) => base + up(raised),
  msub: (_, [base = '', lowered = '']) => base + down(lowered),
  msubsup: (_, [base = '', lowered = '', raised = '']) => base + down(lowered) + up(raised),
  munder: (_, [base = '', lowered = '']) => `${base}${down(lowered)} `,
  mover: (_, [base = '', raised = '']) => base + up(raised),
  munderover: (_, [base = '', lowered = '', raised = '']) => `${base}${down(lowered)}${up(raised)} `,
  msqrt: (node) => root(joined(node), ''),
  mroot: (_, [inside = '', degree = '']) => root(inside, degree),
  mfenced: ({ attributes }, parts) =>
    (attributes['open'] ?? '(') +
    parts.join(attributes['separators']?.trim().charAt(0) ?? ',') +
    (attributes['close'] ?? ')'),
  mtable: (_, parts) => parts.join('; '),
  mtr: (_, parts) => parts.join(', '),
  mtext: ({ text }, parts) => ` ${parts.join('') + text} `,
  mphantom: () => '',
}

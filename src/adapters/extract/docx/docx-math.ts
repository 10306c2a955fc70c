import type { XmlHandler } from '../containers/read-xml.ts'
import { down, root, term, up } from '../layout/math-line.ts'

interface Node {
  readonly name: string
  /** Values of its properties: `m:chr`, `m:begChr`, … */
  readonly values: Map<string, string>
  /** Finished text of its parts by name, in order. */
  readonly parts: { readonly name: string; readonly text: string }[]
  text: string
}

/** Deeper equations are read as their letters in order. */
const maxDepth = 100

/** A reader of one equation; `finish` gives it in one line, as in LaTeX but without its commands: `(a+b)/c=x^2`. */
export interface MathReader extends Required<XmlHandler> {
  finish(): string
}

export function createMathReader(): MathReader {
  const whole: Node = newNode('m:oMath')
  const open: Node[] = [whole]
  let inText = false
  return {
    open(name, attributes) {
      if (name === 'm:t') inText = true
      const value = attributes['m:val']
      if (value !== undefined) open.at(-2)?.values.set(name, value)
      open.push(newNode(name))
    },
    close(name) {
      if (name === 'm:t') inText = false
      const node = open.length > 1 ? open.pop() : undefined
      const parent = open.at(-1)
      if (node === undefined || parent === undefined) return
      const text = open.length > maxDepth ? joined(node) : lineOf(node)
      if (text !== '') parent.parts.push({ name: node.name, text })
    },
    text(text) {
      const node = open.at(-1)
      if (inText && node !== undefined) node.text += text
    },
    finish: () => joined(whole).replace(/\s+/gu, ' ').trim(),
  }
}

function newNode(name: string): Node {
  return { name, values: new Map(), parts: [], text: '' }
}

function lineOf(node: Node): string {
  return layouts[node.name]?.(node) ?? joined(node)
}

function joined({ parts, text }: Node): string {
  return parts.length === 0 ? text : parts.map((part) => part.text).join('') + text
}

function part(node: Node, name: string): string {
  return node.parts.find((one) => one.name === name)?.text ?? ''
}

const layouts: Readonly<Record<string, (node: Node) => string>> = {
  'm:f': (node) => `${term(part(node, 'm:num'))}/${term(part(node, 'm:den'))}`,
  'm:sSup': (node) => part(node, 'm:e') + up(part(node, 'm:sup')),
  'm:sSub': (node) => part(node, 'm:e') + down(part(node, 'm:sub')),
  'm:sSubSup': (node) => part(node, 'm:e') + down(part(node, 'm:sub')) + up(part(node, 'm:sup')),
  'm:sPre': (node) => down(part(node, 'm:sub')) + up(part(node, 'm:sup')) + part(node, 'm:e'),
  'm:rad': (node) => root(part(node, 'm:e'), part(node, 'm:deg')),
  'm:d': (node) => {
    const inside = node.parts.filter(({ name }) => name === 'm:e').map(({ text }) => text)
    const [begin = '(', end = ')'] = [node.values.get('m:begChr'), node.values.get('m:endChr')]
    return begin + inside.join(node.values.get('m:sepChr') ?? '|') + end
  },
  'm:nary': (node) =>
    `${node.values.get('m:chr') ?? '∫'}${down(part(node, 'm:sub'))}${up(part(node, 'm:sup'))} ${part(node, 'm:e')}`,
  'm:func': (node) => `${part(node, 'm:fName')} ${part(node, 'm:e')}`,
  'm:limLow': (node) => part(node, 'm:e') + down(part(node, 'm:lim')),
  'm:limUpp': (node) => part(node, 'm:e') + up(part(node, 'm:lim')),
  'm:m': (node) => `[${node.parts.map(({ text }) => text).join('; ')}]`,
  'm:mr': (node) => node.parts.map(({ text }) => text).join(', '),
  'm:eqArr': (node) => node.parts.map(({ text }) => text).join('; '),
}

/** Object identifiers of RFC 5652 and 3274 in their bytes: what an envelope of S/MIME holds. */
const signedData = '2a864886f70d010702'
const encrypted = new Set(['2a864886f70d010703', '2a864886f70d010706', '2a864886f70d0109100117'])
const tag = { sequence: 0x30, identifier: 0x06, bytes: 0x04, byteParts: 0x24, context: 0xa0 } as const
/** Envelopes nest five deep. */
const deepest = 12

/** What is in an envelope of S/MIME: what was signed, `encrypted`, or null for what is no envelope or holds nothing. */
export function signedContent(bytes: Uint8Array): Uint8Array | 'encrypted' | null {
  const content = childrenOf(elementAt(bytes, 0))
  const kind = identifierIn(content[0])
  if (kind !== null && encrypted.has(kind)) return 'encrypted'
  if (kind !== signedData) return null
  const inner = childrenOf(childrenOf(content[1])[0]).find(({ type }) => type === tag.sequence)
  const parts = octetsOf(childrenOf(childrenOf(inner)[1])[0])
  return parts.length === 0 ? null : Buffer.concat(parts)
}

interface Element {
  readonly type: number
  readonly content: Uint8Array
  /** Bytes of all of it, its head and its end mark among them. */
  readonly length: number
}

function identifierIn(element: Element | undefined): string | null {
  return element?.type === tag.identifier ? Buffer.from(element.content).toString('hex') : null
}

function octetsOf(element: Element | undefined, depth = 0): Uint8Array[] {
  if (element?.type === tag.bytes) return [element.content]
  if (element?.type !== tag.byteParts || depth > deepest) return []
  return childrenOf(element).flatMap((part) => octetsOf(part, depth + 1))
}

function childrenOf(element: Element | null | undefined): Element[] {
  const found: Element[] = []
  const content = element?.content ?? new Uint8Array()
  for (let at = 0; at < content.length;) {
    const child = elementAt(content, at)
    if (child === null || child.length === 0) break
    found.push(child)
    at += child.length
  }
  return found
}

/** One element in BER, also without a length of its own; null where there is none, or more are nested than envelopes do. */
function elementAt(bytes: Uint8Array, at: number, depth = 0): Element | null {
  const [type, size] = [bytes[at], bytes[at + 1]]
  if (type === undefined || size === undefined || (type === 0 && size === 0) || depth > deepest) return null
  if (size === 0x80) return openElement(bytes, { at, type, depth })
  const digits = size > 0x80 ? size - 0x80 : 0
  if (digits > 4) return null
  let length = digits === 0 ? size : 0
  for (let place = 0; place < digits; place++) length = length * 256 + (bytes[at + 2 + place] ?? 0)
  const from = at + 2 + digits
  return { type, content: bytes.subarray(from, from + length), length: from + length - at }
}

/** Its end is told by two zeros behind its last child. */
function openElement(
  bytes: Uint8Array,
  { at, type, depth }: { readonly at: number; readonly type: number; readonly depth: number },
): Element {
  let end = at + 2
  for (;;) {
    const child = elementAt(bytes, end, depth + 1)
    if (child === null) break
    end += child.length
  }
  return { type, content: bytes.subarray(at + 2, end), length: end + 2 - at }
}

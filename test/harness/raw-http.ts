import { connect } from 'node:net'

/** Lines as they go over the wire: the same name may stand there twice. */
export type RawHeaders = readonly (readonly [string, string])[]

export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly headers?: RawHeaders
  readonly body?: string | Buffer
}

export interface RawReply {
  readonly status: number
  /** Names in lower case; lines of one name joined by commas. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
  readonly json: () => unknown
}

const timeoutMs = 20_000

/** One request on a connection of its own, exactly as it is given; `Host` and the length of the body are added. */
export async function rawHttp(port: number, { method, path, headers = [], body }: RawRequest): Promise<RawReply> {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ]
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  return parse(await exchange(port, Buffer.concat([head, Buffer.from(body ?? '')])))
}

function exchange(port: number, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const pieces: Buffer[] = []
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('the server did not answer in time')))
    socket.on('data', (piece) => pieces.push(piece))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(pieces).toString()))
    socket.write(request)
  })
}

function parse(text: string): RawReply {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Map<string, string>()
  for (const line of lines) {
    const [name = '', ...value] = line.split(':')
    const before = headers.get(name.toLowerCase())
    headers.set(name.toLowerCase(), `${before === undefined ? '' : `${before}, `}${value.join(':').trim()}`)
  }
  const rest = text.slice(end + 4)
  const body = headers.get('transfer-encoding') === 'chunked' ? unchunked(rest) : rest
  return { status: Number(first.split(' ')[1]), headers, body, json: () => JSON.parse(body) as unknown }
}

/** Lengths count bytes; `text` was decoded from UTF-8. */
function unchunked(text: string): string {
  const bytes = Buffer.from(text)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const length = Number.parseInt(bytes.subarray(at, lineEnd).toString(), 16)
    if (!(length > 0)) break
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + length))
    at = lineEnd + 2 + length + 2
  }
  return Buffer.concat(parts).toString()
}

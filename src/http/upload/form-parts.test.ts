import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formParts } from './form-parts.ts'

const field = (name: string, value: string) =>
  `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, content: string, part = 'file') =>
  `--edge\r\nContent-Disposition: form-data; name="${part}"; filename="${name}"\r\n\r\n${content}\r\n`
const end = '--edge--\r\n'

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function read(form: string | Buffer, sizes: readonly number[] = [65_536], boundary = 'edge') {
  const parts: { name: string; fileName?: string; content: string }[] = []
  for await (const part of formParts(inPieces(Buffer.from(form), sizes), `multipart/form-data; boundary=${boundary}`)) {
    if (part.kind === 'field') parts.push({ name: part.name, content: part.value.toString() })
    else {
      const pieces: Buffer[] = []
      for await (const piece of part.body) pieces.push(piece)
      parts.push({ name: part.name, fileName: part.fileName, content: Buffer.concat(pieces).toString('latin1') })
    }
  }
  return parts
}

test('a form is the same wherever it is cut on its way', async () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array).toString('latin1'))
  // what looks like a boundary and is none
  const nearly = fc.constantFrom('\r\n--edg', '\r\n-', '\r', '\r\n\r\n', '--edge', '\n--edge')
  const content = fc.array(fc.oneof(bytes, nearly), { maxLength: 6 }).map((some) => some.join(''))
  await fc.assert(
    fc.asyncProperty(content, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async (text, sizes) => {
      fc.pre(!`\r\n${text}`.includes('\r\n--edge'))
      const form = Buffer.from(
        `before\r\n${field('a', '1')}${file('x.txt', text)}${field('b', '2')}${end}after`,
        'latin1',
      )
      expect(await read(form, sizes)).toEqual([
        { name: 'a', content: '1' },
        { name: 'file', fileName: 'x.txt', content: text },
        { name: 'b', content: '2' },
      ])
    }),
    { seed: 20_261_126 },
  )
})

test('what nobody reads of a file is passed over', async () => {
  const names: string[] = []
  const source = inPieces(Buffer.from(`${file('x', 'a'.repeat(5000))}${file('y', 'b')}${end}`), [100])
  for await (const part of formParts(source, 'multipart/form-data; boundary="edge"')) {
    if (part.kind === 'file') names.push(part.fileName)
    if (part.kind === 'file') for await (const piece of part.body) if (piece.length > 0) break
  }
  expect(names).toEqual(['x', 'y'])
})

test('blanks behind a boundary and parts without a name do not disturb', async () => {
  const form = `--edge  \r\nX: y\r\n\r\nnobody\r\n--edge\r\n\r\nno head\r\n${field('a', '')}--edge--`
  expect(await read(form, [3])).toEqual([{ name: 'a', content: '' }])
})

describe('a form that is refused', () => {
  test.each([
    ['without a boundary in its body', 'xxxx'],
    ['without an end', file('a.txt', 'text')],
    ['cut in the middle of a boundary', `${file('a.txt', 'text')}--ed`],
    ['cut in a head', '--edge\r\nContent-Disp'],
    ['without any byte', ''],
  ])('%s ends too early', async (_what, form) => {
    await expect(read(form)).rejects.toMatchObject({ code: 'invalid_request', message: /form ends too early/ })
  })

  test('a content type without a usable boundary', async () => {
    for (const boundary of ['', '""', 'x'.repeat(201)]) {
      await expect(read(end, [9], boundary)).rejects.toMatchObject({ code: 'invalid_request' })
    }
  })

  test.each([
    ['a head without an end', `--edge\r\nX: ${'y'.repeat(20_000)}`],
    ['a field that is too long', `${field('a', 'x'.repeat(100_001))}${end}`],
    ['too many parts', `${field('a', 'x').repeat(13)}${end}`],
  ])('%s is too large, and nothing more is read of it', async (_what, form) => {
    let taken = 0
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of inPieces(Buffer.from(form), [500])) {
        taken += piece.length
        yield piece
      }
      for (;;) {
        taken += 500
        yield Buffer.alloc(500, 'z')
      }
    }
    const reading = async () => {
      for await (const part of formParts(counted(), 'multipart/form-data; boundary=edge')) void part
    }
    await expect(reading()).rejects.toMatchObject({ code: 'payload_too_large' })
    expect(taken).toBeLessThan(102_000)
  })
})

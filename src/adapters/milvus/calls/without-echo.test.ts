import { expect, test } from 'vitest'
import { withoutEcho } from './without-echo.ts'

const body = Buffer.from('content\u0012El sueldo de Ana es de 61.300 euros al año. CLAVE-7731-abcdef')

test('what a server repeats of the key or of the text it was sent is cut out, and what it says itself stays', () => {
  const say = (reason: string, credential: string | null = 'root:hunter2-hunter2') =>
    withoutEcho(reason, body, credential)
  expect(say('the length of field content exceeds 20000')).toBe('the length of field content exceeds 20000')
  expect(say('cannot insert "El sueldo de Ana es de 61.300 euros" into content')).not.toMatch(/sueldo de|61\.300/)
  expect(say('bad value CLAVE-7731-abcdef in row 3')).toBe('bad value […] in row 3')
  expect(say('user root with hunter2-hunter2 refused')).toBe('user root with [secret] refused')
  const basic = Buffer.from('root:hunter2-hunter2').toString('base64')
  expect(say(`authorization ${basic} refused`)).toBe('authorization [secret] refused')
  expect(say('collection document_chunks_minilm not loaded', null)).toBe('collection document_chunks_minilm not loaded')
})

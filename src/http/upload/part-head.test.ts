import { expect, test } from 'vitest'
import { parsePartHead } from './part-head.ts'

const headOf = (value: string | Buffer, more = '') =>
  parsePartHead(Buffer.concat([Buffer.from('Content-Disposition: '), Buffer.from(value), Buffer.from(more)]))
const nameOf = (parameters: string | Buffer) =>
  headOf(Buffer.concat([Buffer.from('form-data; name="file"; '), Buffer.from(parameters)]))?.fileName

test.each([
  ['filename="=?utf-8?B?aW5mb3JtZSBhw7FvLnR4dA==?="; filename*=utf-8\'\'informe%20a%C3%B1o.txt', 'informe año.txt'],
  ["filename*=UTF-8'es'informe%20a%C3%B1o.txt; filename=informe.txt", 'informe año.txt'],
  ["filename=informe.txt; FileName*=iso-8859-1''a%F1o.txt", 'año.txt'],
  ['filename="plano.txt"; filename*="utf-8\'\'entre%20comillas.txt"', 'entre comillas.txt'],
])('the extended file name wins, wherever it stands: %s', (parameters, name) => {
  expect(nameOf(parameters)).toBe(name)
})

test.each([
  "filename=a.txt; filename*=utf-8''%F1",
  "filename=a.txt; filename*=klingon''b",
  'filename=a.txt; filename*=b',
])('an extended file name that cannot be read gives way to the plain one: %s', (parameters) => {
  expect(nameOf(parameters)).toBe('a.txt')
})

test('a name that is not UTF-8 is read as western Europe wrote it', () => {
  expect(nameOf(Buffer.from('filename="a\xf1o.txt"', 'latin1'))).toBe('año.txt')
  expect(nameOf(Buffer.from('filename="\x80 caf\xe9.txt"', 'latin1'))).toBe('€ café.txt')
  expect(nameOf('filename="año.txt"')).toBe('año.txt')
})

test.each([
  ['=?ISO-8859-1?Q?Pol=EDtica_de_vi=E1ticos.txt?=', 'Política de viáticos.txt'],
  ['=?utf-8?B?aW5mb3JtZSBhw7FvLnR4dA==?=', 'informe año.txt'],
  ['=?UTF-8?Q?a=C3?= =?UTF-8?Q?=B1o.txt?=', 'año.txt'],
  ['=?UTF-8?Q?..=2F..=2Fpasswd?=', 'passwd'],
  ['=?UTF-8?Q?a=F1o.txt?=', '=?UTF-8?Q?a=F1o.txt?='],
  ['¿=?qué?=.txt', '¿=?qué?=.txt'],
])('a name written as in the head of a mail is what it means: %s', (written, name) => {
  expect(nameOf(`filename="${written}"`)).toBe(name)
})

test('quotes may be written as browsers, as mail programs, or not at all', () => {
  expect(nameOf('filename="informe %22final%22; v2.pdf"')).toBe('informe "final"; v2.pdf')
  expect(nameOf(String.raw`filename="informe \"final\".pdf"`)).toBe('informe "final".pdf')
  expect(nameOf('filename=informe.pdf ; x=y')).toBe('informe.pdf')
})

test.each(['/etc/passwd', '..\\..\\passwd', 'C:\\Users\\ana\\passwd', 'a/../../passwd'])(
  'of a path only the last part is the name: %s',
  (path) => {
    expect(nameOf(`filename="${path}"`)).toBe('passwd')
  },
)

test('a way up is no name', () => {
  expect(nameOf('filename=".."')).toBe('')
  expect(nameOf('filename="a/.."')).toBe('')
})

test('a part without a file name is a field, unless its type says that it holds bytes', () => {
  const field = { name: 'metadata_json', fileName: null, coded: false }
  expect(headOf('form-data; name=metadata_json')).toEqual(field)
  expect(headOf('form-data; name=file', '\r\nContent-Type: application/octet-stream')?.fileName).toBe('')
})

test('a folded head and one in capitals are read, one that is no form data is not', () => {
  const folded = parsePartHead(Buffer.from('CONTENT-DISPOSITION: Form-Data;\r\n name="file";\r\n\tfilename="a b.txt"'))
  expect(folded).toEqual({ name: 'file', fileName: 'a b.txt', coded: false })
  expect(headOf('attachment; name="file"; filename="a.txt"')).toBeNull()
  expect(headOf('form-data; filename="a.txt"')).toBeNull()
  expect(parsePartHead(Buffer.from(''))).toBeNull()
})

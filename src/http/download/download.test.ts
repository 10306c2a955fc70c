import { expect, test } from 'vitest'
import { attachment } from './attachment-name.ts'
import { byteRange } from './byte-range.ts'

test.each([
  ['contrato.pdf', `attachment; filename="contrato.pdf"; filename*=UTF-8''contrato.pdf`],
  [
    'Año «1» (b).pdf',
    `attachment; filename="Ano _1_ (b).pdf"; filename*=UTF-8''A%C3%B1o%20%C2%AB1%C2%BB%20%28b%29.pdf`,
  ],
  ['a"b\\c%20.txt', `attachment; filename="a_b_c_20.txt"; filename*=UTF-8''a%22b%5Cc%2520.txt`],
  [
    'договор.txt',
    `attachment; filename="_______.txt"; filename*=UTF-8''%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80.txt`,
  ],
])('%j is saved under its name, by old programs under one in ASCII', (name, header) => {
  expect(attachment(name)).toBe(header)
})

test.each([
  ['bytes=0-3', { first: 0, last: 3 }],
  ['bytes=4-', { first: 4, last: 9 }],
  ['bytes=-3', { first: 7, last: 9 }],
  ['bytes=-30', { first: 0, last: 9 }],
  ['bytes=8-100', { first: 8, last: 9 }],
  ['bytes=10-', 'none'],
  ['bytes=10-12', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=5-2', null],
  ['bytes=0-1,4-5', null],
  ['lines=0-1', null],
  ['bytes=-', null],
  [undefined, null],
])('of ten bytes %s is %j', (header, range) => {
  expect(byteRange(header, 10)).toEqual(range)
})

import { expect, test } from 'vitest'
import { replyLanguage } from './reply-language.ts'

test.each([
  ['es-ES,es;q=0.9,en;q=0.8', 'es'],
  ['en-GB, en;q=0.9, es;q=0.8', 'en'],
  ['en;q=0.5, es-MX', 'es'],
  ['fr-FR, fr;q=0.9, es;q=0.2', 'es'],
  ['ca;q=1, es;q=0, en;q=0.1', 'en'],
  ['*', 'en'],
  ['es;q=basura', 'es'],
  [undefined, 'en'],
])('Accept-Language %j reads %s', (header, language) => {
  expect(replyLanguage({ headers: header === undefined ? {} : { 'accept-language': header } })).toBe(language)
})

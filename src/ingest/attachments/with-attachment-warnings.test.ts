import { expect, test } from 'vitest'
import { mostWarnings, warning } from '../../domain/warnings/warning.ts'
import { withAttachmentWarnings } from './with-attachment-warnings.ts'

const names = Array.from({ length: 30 }, (_, at) => `${at}.pdf`)
const unread = names.map((name) => warning('attachment_unread', { name }))

test('files that became no documents are told up to as many warnings as are kept, then counted', () => {
  const own = warning('bytes_unread', { characters: 1, line: 3 })
  const told = withAttachmentWarnings([own], unread)
  expect(told).toHaveLength(mostWarnings)
  expect(told.at(0)).toEqual(own)
  expect(told.at(-1)).toEqual(warning('more_attachments_unread', { attachments: 12 }))
})

test('files that are there already are not counted as unread', () => {
  const known = names.map((name) => warning('attachment_known', { name, document: 'x' }))
  expect(withAttachmentWarnings([], known)).toEqual(known.slice(0, mostWarnings))
})

import { expect, test } from 'vitest'
import type { FileSubject } from './format.ts'
import { unreadKindOf } from './unread-kinds.ts'

test.each([
  [
    'XML',
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/ppt/presentation.xml">',
  ],
  ['XML', '<invoice>'],
])('a file of the kind "%s" is named when it is refused: %s', (name, root) => {
  expect(unreadKindOf(subjectOf(`<?xml version="1.0"?>\n${root}`))?.name).toBe(name)
})

/** Of a file that is text, under a name that promises nothing. */
function subjectOf(text: string): FileSubject {
  return {
    head: Buffer.from(text),
    claimed: null,
    zip: () => null,
    oleStreams: () => null,
    wrapsEncrypted: () => false,
    text: () => text,
  }
}

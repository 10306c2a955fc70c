import { closeSync, openSync } from 'node:fs'
import { readAt } from './read-at.ts'

const headBytes = 64 * 1024
const zipHeader = Buffer.from('PK\u0003\u0004')
/** How XML begins, in letters of one byte or of two. */
const xmlStart = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*</

/** Whether a file that was recognised as an Office document is XML; a zip may have a message of a web server before it, which is a page. */
export function isXmlFile(path: string): boolean {
  const handle = openSync(path, 'r')
  try {
    const head = readAt(handle, 0, headBytes)
    return !head.includes(zipHeader) && xmlStart.test(head.toString('latin1'))
  } finally {
    closeSync(handle)
  }
}

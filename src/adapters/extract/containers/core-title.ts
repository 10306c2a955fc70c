import { readXml } from './read-xml.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Longer ones are no titles. */
const maxTitleChars = 1_000

/** What a package says its title is; empty when it says nothing. `part` holds `dc:title`. */
export function statedTitle(archive: ZipArchive, part: string): string {
  let title = ''
  let inTitle = false
  readXml(archive, part, {
    open(name) {
      inTitle = name === 'dc:title'
    },
    close() {
      inTitle = false
    },
    text(text) {
      if (inTitle && title.length < maxTitleChars) title += text
    },
  })
  return title
}

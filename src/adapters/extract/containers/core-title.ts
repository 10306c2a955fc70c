import { readXml } from './read-xml.ts'
import type { XmlHandler } from './read-xml.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Longer ones are no titles. */
const maxTitleChars = 1_000

/** What a package says its title is; empty when it says nothing. `part` holds `dc:title`. */
export function statedTitle(archive: ZipArchive, part: string): string {
  const title = createTitleReader()
  readXml(archive, part, title.handler)
  return title.result()
}

/** Reads `dc:title`. */
export function createTitleReader(): { readonly handler: XmlHandler; result(): string } {
  let title = ''
  let inTitle = false
  const handler: XmlHandler = {
    open(name) {
      inTitle = name === 'dc:title'
    },
    close() {
      inTitle = false
    },
    text(text) {
      if (inTitle && title.length < maxTitleChars) title += text
    },
  }
  return { handler, result: () => title }
}

import { partName } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import { localName } from '../containers/xml-root.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { decoded } from './read-package.ts'
import type { EpubPackage } from './read-package.ts'

const maxNames = 20_000
const longestName = 300

/** What the table of contents calls each part: the first name that leads to it. */
export function readChapterNames(archive: ZipArchive, { contents }: EpubPackage): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const part of contents) {
    const folder = part.slice(0, part.lastIndexOf('/') + 1)
    let words = ''
    let target: string | null = null
    const keep = (): void => {
      const name = words.replace(/\s+/g, ' ').trim()
      const chapter = target === null ? '' : partName(folder, decoded(target.replace(/#.*$/, '')))
      if (name !== '' && chapter !== '' && !names.has(chapter) && names.size < maxNames) names.set(chapter, name)
      target = null
      words = ''
    }
    readXml(archive, part, {
      open(name, attributes) {
        const local = localName(name)
        // EPUB 3 links names to parts; EPUB 2 puts the part after the name.
        if (local === 'a') {
          target = attributes['href'] ?? null
          words = ''
        } else if (local === 'navPoint') words = ''
        else if (local === 'content') {
          target = attributes['src'] ?? null
          keep()
        }
      },
      close(name) {
        if (localName(name) === 'a') keep()
      },
      text(text) {
        if (words.length < longestName) words += text
      },
    })
  }
  return names
}

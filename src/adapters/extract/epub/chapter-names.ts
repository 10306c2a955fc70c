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
    /** Lists of pages, figures and places are no chapters. */
    const lists = createOtherLists()
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
        if (lists.open(local, attributes)) return
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
        const local = localName(name)
        if (!lists.close(local) && local === 'a') keep()
      },
      text(text) {
        if (!lists.isInside() && words.length < longestName) words += text
      },
    })
  }
  return names
}

/** Follows the lists of a navigation that are none of contents: those of EPUB 3 state what they are, those of EPUB 2 have names. */
function createOtherLists() {
  let depth = 0
  const isList = (local: string): boolean => local === 'nav' || local === 'pageList' || local === 'navList'
  return {
    isInside: (): boolean => depth > 0,
    open(local: string, attributes: Readonly<Record<string, string>>): boolean {
      const kind = attributes['epub:type'] ?? ''
      const isOther = local === 'nav' ? kind !== '' && !/(?:^|\s)toc(?:\s|$)/.test(kind) : isList(local)
      if (isOther || (depth > 0 && isList(local))) depth++
      return depth > 0
    },
    close(local: string): boolean {
      const isIn = depth > 0
      if (isIn && isList(local)) depth--
      return isIn
    },
  }
}

import { AppError } from '../../../domain/errors.ts'
import { partName } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import { localName } from '../containers/xml-root.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'

export interface EpubPackage {
  readonly title: string
  /** Parts in reading order, each once. */
  readonly chapters: readonly string[]
  /** The parts that hold tables of contents: of EPUB 3, of EPUB 2. */
  readonly contents: readonly string[]
  readonly sheets: readonly string[]
}

interface Item {
  readonly part: string
  readonly isPage: boolean
  readonly isNavigation: boolean
  readonly isToc: boolean
  readonly isSheet: boolean
}

const maxItems = 20_000
const maxTitleChars = 1_000

/** What the package of an e-book lists; null when it has none. @throws AppError `password_protected` */
export function readPackage(archive: ZipArchive): EpubPackage | null {
  refuseProtected(archive)
  const part = packagePart(archive)
  if (part === null) return null
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const items = new Map<string, Item>()
  const spine: string[] = []
  let title = ''
  let inTitle = false
  const { found } = readXml(archive, part, {
    open(name, attributes) {
      inTitle = name === 'dc:title' && title === ''
      const local = localName(name)
      if (local === 'item' && items.size < maxItems) items.set(attributes['id'] ?? '', toItem(folder, attributes))
      // Notes and the like that the author keeps out of the way are in the book too.
      else if (local === 'itemref' && spine.length < maxItems) spine.push(attributes['idref'] ?? '')
    },
    close() {
      inTitle = false
    },
    text(text) {
      if (inTitle && title.length < maxTitleChars) title += text
    },
  })
  if (!found) return null
  const pages = spine.flatMap((id) => {
    const item = items.get(id)
    return item?.isPage === true && !item.isNavigation ? [item.part] : []
  })
  const contents = [...items.values()].filter(({ isNavigation, isToc }) => isNavigation || isToc)
  const sheets = [...items.values()].filter(({ isSheet }) => isSheet).map((item) => item.part)
  return { title, chapters: [...new Set(pages)], contents: contents.map((item) => item.part), sheets }
}

function toItem(folder: string, attributes: Readonly<Record<string, string>>): Item {
  const { href = '', 'media-type': type = '', properties = '' } = attributes
  return {
    part: partName(folder, decoded(href)),
    isPage: /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document)$/.test(type),
    isNavigation: properties.split(/\s+/).includes('nav'),
    isToc: type === 'application/x-dtbncx+xml',
    isSheet: type === 'text/css',
  }
}

/** Names of parts are addresses. */
export function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    // Not every per cent sign begins an escape.
    return href
  }
}

function packagePart(archive: ZipArchive): string | null {
  let part: string | null = null
  readXml(archive, 'META-INF/container.xml', {
    open(name, attributes) {
      if (/(?:^|:)rootfile$/.test(name)) part ??= attributes['full-path'] ?? null
    },
    close: () => undefined,
  })
  return part
}

/** Fonts may be scrambled in any book; pages are only where nobody is to read them without a key. */
function refuseProtected(archive: ZipArchive): void {
  let isProtected = false
  readXml(archive, 'META-INF/encryption.xml', {
    open(name, attributes) {
      if (/(?:^|:)CipherReference$/.test(name)) isProtected ||= /\.x?html?$/i.test(attributes['URI'] ?? '')
    },
    close: () => undefined,
  })
  if (!isProtected) return
  throw new AppError('password_protected', 'The e-book is protected against copying. Upload a copy without protection.')
}

import type { Relation } from '../containers/relationships.ts'
import { readRelations } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import { localName } from '../containers/xml-root.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { Draft } from '../layout/draft.ts'

const maxAuthors = 10_000

/** Names of those who made remarks, by their ids. */
export type Authors = ReadonlyMap<string, string>

/** @param main the part of the presentation, which names the part of the authors */
export function readAuthors(archive: ZipArchive, main: string): Authors {
  const authors = new Map<string, string>()
  for (const { type, target, isOutside } of readRelations(archive, main).values()) {
    if (isOutside || (type !== 'commentAuthors' && type !== 'authors')) continue
    readXml(archive, target, {
      open(name, { id, name: said }) {
        const isAuthor = localName(name) === 'cmAuthor' || localName(name) === 'author'
        if (isAuthor && id !== undefined && authors.size < maxAuthors) authors.set(id, (said ?? '').trim())
      },
      close: () => undefined,
    })
  }
  return authors
}

/** What somebody remarked about a slide, shown as remarks: they are no part of what it says. */
export function commentDrafts(archive: ZipArchive, beside: readonly Relation[], authors: Authors): readonly Draft[] {
  const drafts: Draft[] = []
  for (const { type, target, isOutside } of beside) {
    if (isOutside || type !== 'comments') continue
    /** `at`: answers stand in the file before what they answer. */
    const open: { readonly author: string; readonly at: number; text: string }[] = []
    let inText = false
    readXml(archive, target, {
      open(name, { authorId = '' }) {
        if (localName(name) === 'cm' || localName(name) === 'reply') {
          open.push({ author: authors.get(authorId) ?? '', at: drafts.length, text: '' })
        }
        // Old remarks hold one text, new ones paragraphs.
        inText = name === 'p:text' || name === 'a:t'
      },
      close(name) {
        inText = false
        if (localName(name) !== 'cm' && localName(name) !== 'reply') return
        const said = open.pop()
        if (said === undefined || said.text.trim() === '') return
        archive.budget.spendBlock()
        const text = `[💬${said.author === '' ? '' : ` ${said.author}`}] ${said.text.trim()}`
        drafts.splice(said.at, 0, { kind: 'paragraph', text })
      },
      text(piece) {
        const last = open.at(-1)
        if (!inText || last === undefined) return
        archive.budget.spend(piece.length)
        last.text += piece
      },
    })
  }
  return drafts
}

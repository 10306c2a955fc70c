import type { OleStorage } from '../containers/ole-tree.ts'
import type { Mail, MailFile } from '../mail/mail-drafts.ts'
import { bareId, namedPictures } from '../mail/named-pictures.ts'
import { readRtf } from '../rtf/read-rtf.ts'
import { knownPage } from '../text/code-pages.ts'
import { decodeText } from '../text/decode-text.ts'
import { inflateRtf } from './inflate-rtf.ts'
import { messageProperties } from './message-properties.ts'
import type { MessageProperties } from './message-properties.ts'

/** Numbers of properties, [MS-OXPROPS]. */
const id = {
  subject: '0037',
  body: '1000',
  html: '1013',
  rtf: '1009',
  senderName: '0C1A',
  senderAddress: '5D01',
  senderOther: '0C1F',
  to: '0E04',
  cc: '0E03',
  longName: '3707',
  shortName: '3704',
  displayName: '3001',
  contentId: '3712',
  sent: 0x0039,
  delivered: 0x0e06,
  htmlPage: 0x3fde,
  isHidden: 0x7ffe,
} as const
const ids = Object.values(id).filter((value) => typeof value === 'string')
const wanted = new RegExp(`^__substg1\\.0_(?:${ids.join('|')})(?:001F|001E|0102)$`)

/** What an attached file holds. */
const fileStream = '__substg1.0_37010102'
/** A mail that is attached. */
const mailStorage = '__substg1.0_3701000D'

/** Mails in mails, deeper than anybody forwards them. */
const deepest = 5

/** The streams that a mail is read from; files that are attached to it stay where they are. */
export function wantedStream(name: string): boolean {
  return name === '__properties_version1.0' || wanted.test(name)
}

/** The same with the attached files. */
export function wantedWithFiles(name: string): boolean {
  return name === fileStream || wantedStream(name)
}

/**
 * A mail with the mails that are attached to it.
 * @param spend is told how much the packed text holds, before it is unpacked; throws when that is too much
 */
export function readMessage(root: OleStorage, spend: (chars: number) => void, depth = 0): Mail {
  const properties = messageProperties(root, depth === 0 ? 'message' : 'inner')
  const { html, text } = bodyOf(properties, spend)
  const sent = properties.time(id.sent) ?? properties.time(id.delivered)
  return {
    subject: properties.text(id.subject) ?? '',
    fields: [
      ['from', sender(properties)],
      ['to', properties.text(id.to) ?? ''],
      ['cc', properties.text(id.cc) ?? ''],
      ['date', sent === null ? '' : `${sent.toISOString().slice(0, 16).replace('T', ' ')} UTC`],
    ],
    html,
    text,
    ...attachedTo(root, { page: html, spend, depth }),
  }
}

function sender(properties: MessageProperties): string {
  const name = properties.text(id.senderName) ?? ''
  const address = properties.text(id.senderAddress) ?? properties.text(id.senderOther) ?? ''
  // Inside a company the address is a path of the directory.
  if (!address.includes('@') || address === name) return name
  return name === '' ? address : `${name} <${address}>`
}

function bodyOf(properties: MessageProperties, spend: (chars: number) => void): Pick<Mail, 'html' | 'text'> {
  const html = properties.bytes(id.html)
  const page = properties.number(id.htmlPage)
  const written = properties.text(id.html, page)
  const plain = properties.text(id.body)
  if (html !== null || written !== null) {
    return { html: written ?? decodeText(html ?? Buffer.alloc(0), page === null ? null : knownPage(page)), text: plain }
  }
  if (plain !== null && plain.trim() !== '') return { html: null, text: plain }
  const rtf = inflateRtf(properties.bytes(id.rtf) ?? Buffer.alloc(0), spend)
  const { drafts } = readRtf(rtf, spend)
  return { html: null, text: drafts.map(({ text }) => text).join('\n\n') }
}

interface MessagePlace {
  /** Null for Rich Text, which does not say which pictures it shows. */
  readonly page: string | null
  readonly spend: (chars: number) => void
  readonly depth: number
}

/** Files and mails that came with a mail. */
function attachedTo(root: OleStorage, { page, spend, depth }: MessagePlace): Required<Pick<Mail, 'files' | 'mails'>> {
  const named = page === null ? null : namedPictures(page)
  const files: MailFile[] = []
  const mails: Mail[] = []
  for (const [name, storage] of root.storages) {
    if (!name.startsWith('__attach_version1.0_')) continue
    const inner = storage.storages.get(mailStorage)
    if (inner !== undefined && depth < deepest) {
      mails.push(readMessage(inner, spend, depth + 1))
      continue
    }
    const properties = messageProperties(storage, 'attachment', 'windows-1252')
    const shown = properties.text(id.longName) ?? properties.text(id.displayName) ?? properties.text(id.shortName)
    const contentId = properties.text(id.contentId)
    const isOfPage =
      properties.number(id.isHidden) === 1 || (contentId !== null && named?.has(bareId(contentId)) !== false)
    const isShown = isOfPage && /\.(?:png|jpe?g|gif|bmp)$/i.test(shown ?? '')
    const content = () => storage.streams.get(fileStream) ?? null
    files.push({ name: shown ?? 'attachment', isShown, content })
  }
  return { files, mails }
}

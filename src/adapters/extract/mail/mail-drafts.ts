import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { AppError } from '../../../domain/errors.ts'
import { htmlDrafts } from '../html/html-drafts.ts'
import type { Draft } from '../layout/draft.ts'
import { plainDrafts } from '../text/plain-drafts.ts'

/** A mail, whatever kind of file it came in. */
export interface Mail {
  /** Empty when it has none. */
  readonly subject: string
  /** Who, to whom, when: name and value as they are shown, in order. Empty values are left out. */
  readonly fields: readonly (readonly [string, string])[]
  readonly html: string | null
  readonly text: string | null
  /** Names of the files that came with it. */
  readonly attachments: readonly string[]
  /** Mails that came with it. */
  readonly mails?: readonly Mail[]
}

/** A mail as blocks: its subject as a heading, who wrote it to whom and when, what it says, what came with it. */
export function mailDrafts(mail: Mail): readonly Draft[] {
  const { subject, attachments } = mail
  const fields: readonly (readonly [string, string])[] = [
    ...mail.fields,
    ['Attachments', attachments.map(oneLine).join(', ')],
  ]
  const heading: Draft[] = oneLine(subject) === '' ? [] : [{ kind: 'heading', level: 1, text: oneLine(subject) }]
  const head = fields
    .map(([name, value]) => [name, oneLine(value)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]): Draft => ({ kind: 'list-item', text: `${name}: ${value}` }))
  const body = [...bodyDrafts(mail), ...(mail.mails ?? []).flatMap(mailDrafts)]
  return [...heading, ...head, ...(heading.length === 0 ? body : belowSubject(body))]
}

/** Names of all files that came with a mail and with the mails inside of it. */
export function attachmentsOf({ attachments, mails = [] }: Mail): readonly string[] {
  return [...attachments, ...mails.flatMap(attachmentsOf)]
}

/** What has to be told about the files that came with mails: they are not read. */
export function attachmentWarnings(names: readonly string[]): DocumentWarning[] {
  return names.map((name) => warning('attachment_unread', { name: oneLine(name) }))
}

/** Pages keep tables and lists; the plain text beside them does not. */
function bodyDrafts({ html, text }: Mail): readonly Draft[] {
  if (html !== null) {
    try {
      const { drafts } = htmlDrafts(html, { skipNavigation: false })
      if (drafts.length > 0) return drafts
    } catch (error) {
      if (text === null || !(error instanceof AppError)) throw error
    }
  }
  return text === null ? [] : plainDrafts(text, { mayHaveTitle: false })
}

/** Headings of the text stand below the subject. */
function belowSubject(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.map((draft) =>
    draft.kind === 'heading' ? { ...draft, level: Math.min((draft.level ?? 1) + 1, 6) } : draft,
  )
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

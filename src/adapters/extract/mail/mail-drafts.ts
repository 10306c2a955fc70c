import { AppError } from '../../../domain/errors.ts'
import type { AttachedFile } from '../../../domain/extracted.ts'
import { htmlDrafts } from '../html/html-drafts.ts'
import type { Draft } from '../layout/draft.ts'
import { textLanguage } from '../layout/text-language.ts'
import { calendarDrafts } from '../text/calendar-drafts.ts'
import { labelIn } from '../text/said-labels.ts'
import type { Label } from '../text/said-labels.ts'
import { mailTextDrafts } from './quoted-text.ts'

/** A file that came with a mail. */
export interface MailFile {
  readonly name: string
  /** A picture that the page of the mail shows: no attachment for a reader, but it has its number. */
  readonly isShown: boolean
  /** Null when there is nothing to take out: a link, or a program's object. */
  readonly content: () => Uint8Array | null
}

/** A mail, whatever kind of file it came in. */
export interface Mail {
  /** Empty when it has none. */
  readonly subject: string
  /** Who, to whom, when, in the order in which they are shown. Empty values are left out. */
  readonly fields: readonly (readonly ['from' | 'to' | 'cc' | 'date', string])[]
  readonly html: string | null
  readonly text: string | null
  readonly files: readonly MailFile[]
  /** Mails that came with it. */
  readonly mails?: readonly Mail[]
  /** Invitations, as they were sent. */
  readonly calendars?: readonly string[]
  /** Texts beside its own: what became of a mail that could not be delivered. */
  readonly notes?: readonly string[]
  /** All or a part of it is encrypted. */
  readonly isEncrypted?: boolean
}

/**
 * A mail as blocks: its subject as a heading, who wrote it to whom and when, what it says, what came with it. Our labels are in the
 * language of its words, whatever its headers say: programs write their own there.
 */
export function mailDrafts(mail: Mail): readonly Draft[] {
  const { files } = mail
  const subject = oneLine(mail.subject)
  const heading: Draft[] = subject === '' ? [] : [{ kind: 'heading', level: 1, text: subject }]
  const own = bodyDrafts(mail)
  const language = textLanguage([subject, ...own.map(({ text }) => text), ...namesOf(files)])
  const fields: readonly (readonly [Label, string])[] = [...mail.fields, ['attachments', namesOf(files).join(', ')]]
  const head = fields
    .map(([name, value]) => [name, oneLine(value)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]): Draft => ({ kind: 'list-item', text: `${labelIn(language, name)}: ${value}` }))
  const events = calendarDrafts((mail.calendars ?? []).join('\n'))
  const notes = (mail.notes ?? []).flatMap(mailTextDrafts)
  const body = [...own, ...notes, ...events, ...(mail.mails ?? []).flatMap(mailDrafts)]
  return [...heading, ...head, ...(heading.length === 0 ? body : belowSubject(body))]
}

/** All files that came with a mail and with the mails inside of it. */
export function filesOf({ files, mails = [] }: Mail): readonly MailFile[] {
  return [...files, ...mails.flatMap(filesOf)]
}

/** The same as a document tells them. @param number of the mail among those of its file, from 1 */
export function attachedFiles(mail: Mail, number: number): readonly AttachedFile[] {
  return filesOf(mail).flatMap(({ name, isShown }, index) =>
    isShown ? [] : [{ part: `${number}.${index + 1}`, name: oneLine(name) }],
  )
}

/** The numbers of a mail and of a file that came with it, from 1, as `attachedFiles` wrote them. */
export function placeOfPart(part: string): { readonly mail: number; readonly file: number } {
  const [mail = 0, file = 0] = part.split('.').map(Number)
  return { mail, file }
}

function namesOf(files: readonly MailFile[]): string[] {
  return files.flatMap(({ name, isShown }) => (isShown ? [] : [oneLine(name)]))
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
  return text === null ? [] : mailTextDrafts(text)
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

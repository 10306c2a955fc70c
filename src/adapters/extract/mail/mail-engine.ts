import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import type { AttachedFile, ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import type { Draft } from '../layout/draft.ts'
import { buildText } from '../layout/text-builder.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { attachedFiles, mailDrafts } from './mail-drafts.ts'
import { parseMail } from './parse-mail.ts'
import { readableMail } from './readable-mail.ts'
import { splitMbox } from './split-mbox.ts'

/**
 * Text of a mail: subject, sender, recipients, date, and what it says. Attachments are named; `detach-part.ts` takes them out.
 * @throws AppError `too_complex`, `no_text`, `too_much_text`, `archive_bomb`
 */
export function extractMail(job: EngineJob): Promise<ExtractedText> {
  return extract(job, [readTextFile(job)])
}

/** Text of a mailbox, mail by mail, each under its subject. */
export function extractMbox(job: EngineJob): Promise<ExtractedText> {
  return extract(job, splitMbox(readTextFile(job)))
}

/** Text of a page that was saved with its pictures in one file. */
export async function extractWebArchive(job: EngineJob): Promise<ExtractedText> {
  const { html, text, subject } = await parseMail(readableMail(readTextFile(job)).text)
  const drafts = mailDrafts({ subject: '', fields: [], html, text, files: [] })
  job.onProgress(1, 1)
  return buildText(drafts, {
    maxTextChars: job.limits.maxTextChars,
    pageCount: null,
    title: subject === '' ? null : subject,
  })
}

async function extract(job: EngineJob, mails: readonly Uint8Array[]): Promise<ExtractedText> {
  const fileBytes = mails.reduce((sum, { length }) => sum + length, 0)
  const { maxTextChars } = job.limits
  const budget = createTextBudget({ fileBytes, maxTextChars })
  budget.allow(fileBytes, fileBytes)
  const drafts: Draft[] = []
  const attachments: AttachedFile[] = []
  const warnings: DocumentWarning[] = []
  let title: string | null = null
  for (const [index, bytes] of mails.entries()) {
    const { text: readable, warnings: unread } = readableMail(bytes)
    const mail = await parseMail(readable)
    for (const draft of mailDrafts(mail)) {
      budget.spend(draft.text.length)
      drafts.push(draft)
    }
    for (const file of attachedFiles(mail, index + 1)) attachments.push(file)
    for (const one of unread) warnings.push(one)
    if (mail.isEncrypted === true) warnings.push(warning('content_encrypted', {}))
    if (mails.length === 1 && mail.subject !== '') title = mail.subject
    job.onProgress(index + 1, mails.length)
  }
  return buildText(drafts, { maxTextChars, check: budget.check, pageCount: null, title, warnings, attachments })
}

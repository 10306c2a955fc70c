import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Document, DocumentScope } from '../domain/document.ts'
import { toAppError, type AppError, type ErrorCode } from '../domain/errors.ts'
import type { AttachedFile } from '../domain/extracted.ts'
import { parseDocumentId } from '../domain/ids.ts'
import { warning, type DocumentWarning } from '../domain/warnings/warning.ts'
import type { DocumentAttachments } from '../ports/documents/document-attachments.ts'
import type { Extractor } from '../ports/extractor.ts'
import { acceptDocument, type AcceptDeps } from './accept.ts'
import { spoolPlace, withLocalCopy } from './local-copy.ts'
import { attachmentNames } from './attachments/attachment-names.ts'

export interface AttachmentDeps extends AcceptDeps {
  readonly documents: AcceptDeps['documents'] & DocumentAttachments
  readonly extractor: Pick<Extractor, 'detach'>
  /** Whether attachments of mails become documents, or are only named. */
  readonly attachments: 'documents' | 'named'
}

/** Of one mail or mailbox. */
const mostFiles = 1_000
/** Depth of mails within mails that become documents; attachments of the innermost are only named. */
const deepest = 3

/**
 * Makes the attachments of a mail documents of their own that go with it, by the same steps as an upload, once, however often
 * the mail is read. Warnings name those that become none.
 * @throws AppError retryable when a store is away; what was taken until then is not taken again.
 */
export async function takeAttachments(
  deps: AttachmentDeps,
  mail: Document,
  files: readonly AttachedFile[],
  signal: AbortSignal,
): Promise<readonly DocumentWarning[]> {
  if (files.length === 0) return []
  const scope = { companyId: mail.companyId, documentId: mail.id }
  if (deps.attachments === 'named' || (await deps.documents.generation(scope)) >= deepest) return files.map(unread)
  const taken = new Set((await deps.documents.takenParts(scope)).map(({ part }) => part))
  const left = files.slice(0, mostFiles).filter(({ part }) => !taken.has(part))
  const names = attachmentNames(mail.fileName, files)
  const refused: DocumentWarning[] = []
  if (left.length > 0) {
    await withLocalCopy(deps, mail, signal, async (copy) => {
      for (const file of left) {
        const code = await takeOne(deps, { mail, copy, file, fileName: names.get(file.part) ?? file.name }, signal)
        if (code !== null) refused.push(warning('attachment_refused', { name: file.name, error: code }))
      }
    })
  }
  const known = await knownElsewhere(deps, scope, files)
  return [...refused, ...files.slice(mostFiles).map(unread), ...known]
}

interface Taken {
  readonly mail: Document
  /** Of the mail's original. */
  readonly copy: string
  readonly file: AttachedFile
  readonly fileName: string
}

/** Null, or why it became no document. @throws AppError for what says nothing about the file */
async function takeOne(deps: AttachmentDeps, taken: Taken, signal: AbortSignal): Promise<ErrorCode | null> {
  const { mail, copy, file, fileName } = taken
  const { companyId, fileType, metadata } = mail
  const parent = { mailId: mail.id, part: file.part }
  const into = spoolPlace(deps.spoolFolder)
  try {
    await deps.extractor.detach({ companyId, path: copy, fileType, part: file.part, into, signal })
    const body = createReadStream(into)
    await acceptDocument(deps, { companyId, fileName, body, metadata: async () => metadata, parent, signal })
    return null
  } catch (error) {
    const failure = toAppError(error)
    if (signal.aborted || failure.retryable || ofOurs.has(failure.code)) throw failure
    const there = documentOf(failure)
    if (there === null) return failure.code
    await deps.documents.linkPart({ companyId, documentId: there }, parent)
    return null
  } finally {
    await rm(into, { force: true })
  }
}

/** Failures that are none of the file's. */
const ofOurs: ReadonlySet<ErrorCode> = new Set(['internal', 'conflict', 'cancelled'])

/** The document that holds the same bytes. */
function documentOf({ code, details }: AppError) {
  const id = details['document_id']
  return code === 'duplicate_document' && typeof id === 'string' ? parseDocumentId(id) : null
}

async function knownElsewhere(
  { documents }: AttachmentDeps,
  scope: DocumentScope,
  files: readonly AttachedFile[],
): Promise<readonly DocumentWarning[]> {
  const elsewhere = (await documents.takenParts(scope)).filter(({ isElsewhere }) => isElsewhere)
  return elsewhere.flatMap(({ part, documentId }) => {
    const file = files.find((one) => one.part === part)
    return file === undefined ? [] : [warning('attachment_known', { name: file.name, document: documentId })]
  })
}

function unread({ name }: AttachedFile): DocumentWarning {
  return warning('attachment_unread', { name })
}

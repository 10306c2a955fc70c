import { AppError } from '../../../domain/errors.ts'
import { readXml } from '../containers/read-xml.ts'
import { openZipBytes } from '../containers/zip-archive.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { wholeText } from '../layout/draft.ts'
import type { Draft } from '../layout/draft.ts'
import { openBody } from './open-body.ts'
import { linkTargets } from './link-targets.ts'
import { createBodyReader, newBodyResult } from './docx-body.ts'

/** A document that others are put together from is far smaller. */
const megabyte = 1024 * 1024
const unpack = { maxPartBytes: 32 * megabyte, maxTotalBytes: 64 * megabyte }

/**
 * What a DOCX says that stands in a part of another one, as programs put reports together: its body with its notes. Charts and
 * documents in it are left out. Null for a package that is no DOCX.
 */
export function nestedDrafts(content: Buffer, budget: TextBudget): readonly Draft[] | null {
  try {
    return draftsOf(content, budget)
  } catch (error) {
    // A damaged one is left out and told, as every part that cannot be read.
    if (error instanceof AppError && error.code === 'corrupt_file') return null
    throw error
  }
}

function draftsOf(content: Buffer, budget: TextBudget): readonly Draft[] | null {
  const archive = openZipBytes(content, budget, { format: 'DOCX', unpack })
  const { main, context, relations, note } = openBody(archive)
  const linkTarget = linkTargets(relations)
  const result = newBodyResult()
  const reader = createBodyReader({ ...context, references: { note, linkTarget, part: () => [] } }, result)
  // Its pages are not those of the document it stands in.
  if (!readXml(archive, main, reader).found) return null
  return result.drafts.map((draft) => {
    const { page: _, later: __, ...rest } = draft
    return { ...rest, text: wholeText(draft) }
  })
}

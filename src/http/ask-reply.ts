import { PREVIEW_LENGTH, type AskReply, type CitationItem, type PlaceItem } from '../contract/ask.ts'
import { cutText } from '../domain/text/cut-text.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { Citation } from '../domain/passage.ts'
import { pageNumber, type Place } from '../domain/place.ts'
import type { TaggedPassage } from '../query/answer/cite.ts'
import type { AskResult } from '../query/ask.ts'

/** An answer as it goes over the wire. */
export function toAskReply(companyId: CompanyId, result: AskResult): AskReply {
  return {
    answer: result.answer,
    answer_kind: result.answerKind,
    supported: result.supported,
    evidence: result.evidence,
    language: result.language,
    rewritten_question: result.rewrittenQuestion,
    retrieved_documents: result.passages.map((passage) => ({
      ...toRetrievedDocument(companyId, passage),
      weak: result.answerKind === 'nothing_found',
    })),
    citations: result.citations.map(toCitationItem),
    claims: result.claims.map((claim) => ({ ...claim, tags: [...claim.tags], missing: [...claim.missing] })),
    retrieval: { ...result.retrieval, reasons: [...result.retrieval.reasons] },
    query_log_id: result.queryLogId,
    chat_id: result.chatId,
  }
}

/** A passage before it is known whether it answers. */
export function toRetrievedDocument(
  companyId: CompanyId,
  passage: TaggedPassage,
): Omit<AskReply['retrieved_documents'][number], 'weak'> {
  return {
    id: passage.id,
    score: passage.score,
    content_preview: preview(passage.text),
    content: passage.text,
    metadata: {
      company_id: companyId,
      document_id: passage.documentId,
      file_name: passage.fileName,
      page: pageNumber(passage.place),
      title: passage.title,
    },
    document_id: passage.documentId,
    file_name: passage.fileName,
    cita_tag: passage.tag,
    also_in: (passage.alsoIn ?? []).map((other) => ({
      document_id: other.documentId,
      file_name: other.fileName,
      page: pageNumber(other.place),
    })),
  }
}

export function toCitationItem(citation: Citation): CitationItem {
  return {
    tag: citation.tag,
    chunk_id: citation.chunkId,
    document_id: citation.documentId,
    file_name: citation.fileName,
    page: pageNumber(citation.place),
    place: toPlaceItem(citation.place),
    heading_path: [...citation.headingPath],
    start: citation.start,
    end: citation.end,
    quote: citation.quote,
    lead: citation.lead,
    surroundings: citation.surroundings,
    score: citation.score,
  }
}

/** As the original cuts it: whole when it fits, otherwise with three dots. */
function preview(text: string): string {
  return text.length <= PREVIEW_LENGTH ? text : `${cutText(text, PREVIEW_LENGTH - 3)}...`
}

/** Where in its document something stands, as it goes over the wire. */
export function toPlaceItem(place: Place | null): PlaceItem | null {
  switch (place?.kind) {
    case 'page':
      return { kind: place.kind, number: place.number, ...(place.ocr === true ? { ocr: true } : {}) }
    case 'slide':
      return { kind: place.kind, number: place.number }
    case 'sheet':
      return { kind: place.kind, name: place.name, first_row: place.firstRow, last_row: place.lastRow }
    case 'heading':
      return { kind: place.kind, path: [...place.path] }
    case undefined:
      return null
  }
}

import type { SearchReply } from '../contract/search.ts'
import type { TextReply } from '../contract/text.ts'
import type { DocumentId } from '../domain/ids.ts'
import { pageNumber } from '../domain/place.ts'
import type { TextPiece } from '../query/read-text.ts'
import type { SearchResult } from '../query/search.ts'
import { toPlaceItem } from './ask-reply.ts'

/** Found passages as they go over the wire. */
export function toSearchReply({ passages, retrieval }: SearchResult): SearchReply {
  return {
    passages: passages.map((passage) => ({
      chunk_id: passage.id,
      document_id: passage.documentId,
      file_name: passage.fileName,
      page: pageNumber(passage.place),
      place: toPlaceItem(passage.place),
      heading_path: [...passage.headingPath],
      start: passage.start,
      end: passage.end,
      text: passage.text,
      score: passage.score,
    })),
    retrieval: { ...retrieval, reasons: [...retrieval.reasons] },
  }
}

/** A piece of a document as it goes over the wire. */
export function toTextReply(documentId: DocumentId, piece: TextPiece): TextReply {
  const { fileName, nextStart, ...rest } = piece
  return { document_id: documentId, file_name: fileName, next_start: nextStart, ...rest }
}

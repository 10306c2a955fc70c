import type { ColumnType, Generated } from 'kysely'

/** Rows as they stand in PostgreSQL (snake_case). Mapped to domain types in the files named after each table. */
type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>
/** pg parses jsonb on reading and wants text on writing. */
type Json<T> = ColumnType<T, string, string>

export interface DocumentsTable {
  id: string
  company_id: string
  file_name: string
  file_type: string
  file_path: string | null
  metadata: ColumnType<Record<string, unknown> | null, string | null, string | null>
  status: string
  chunk_count: number | null
  error_message: string | null
  /** Both always there in what Atenex wrote. */
  uploaded_at: ColumnType<Date | null, Date | string | undefined, Date | string>
  updated_at: ColumnType<Date | null, Date | string | undefined, Date | string>
  size_bytes: ColumnType<string | null, number | null, number | null>
  content_hash: string | null
  stage: Generated<string>
  stage_done: Generated<number>
  stage_total: Generated<number>
  attempts: Generated<number>
  error_code: string | null
  warnings: ColumnType<string[], string | undefined, string>
  warning_facts: ColumnType<unknown, string | null | undefined, string | null>
  run_id: string | null
  deleted_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  upload_token: ColumnType<string | null, string | null | undefined, string | null>
  text_version: ColumnType<number | null, number | null | undefined, number | null>
  reprocess_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  parent_document_id: ColumnType<string | null, string | null | undefined, string | null>
  parent_part: ColumnType<string | null, string | null | undefined, string | null>
}

export interface DocumentAttachmentsTable {
  parent_id: string
  company_id: string
  part: string
  document_id: string
}

export interface DocumentChunksTable {
  id: Generated<string>
  document_id: string
  company_id: string
  chunk_index: number
  content: string
  metadata: ColumnType<Record<string, unknown> | null, string | null, string | null>
  embedding_id: string | null
  created_at: Timestamp
  vector_status: string | null
  char_start: number | null
  char_end: number | null
  heading_path: ColumnType<string[], string | undefined, string>
  piece_vectors: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  vector_digest: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
}

export interface DocumentTextsTable {
  document_id: string
  company_id: string
  content: string
  layout: Json<unknown>
  created_at: Timestamp
}

/** Written by statements of their own: `words/store-words.ts`. */
export interface DocumentWordsTable {
  document_id: string
  company_id: string
  /** bigint, read as text. */
  seq: ColumnType<string, never, never>
  indexed_seq: ColumnType<string | null, never, string | null>
  chunks: number
  terms: ColumnType<string, never, never>
  words: string
}

export interface ChunkTermsTable {
  chunk_id: string
  company_id: string
  document_id: string
  chunk_index: number
  terms: string
}

export interface PendingEmbeddingsTable {
  document_id: string
  company_id: string
  text_hash: string
  embedding: Buffer
}

export interface CollectionsTable {
  id: Generated<string>
  store: 'embedded' | 'milvus' | 'zilliz'
  name: string
  fingerprint: Json<unknown>
  active: Generated<boolean>
  created_at: Timestamp
  address: ColumnType<string | null, string | null | undefined, string | null>
}

/** bigint, which pg gives as text. */
type BigInteger = ColumnType<string, string | number, string | number>

export interface DocumentChangesTable {
  seq: Generated<string>
  company_id: string
  document_id: string
  collection_id: string | null
  at: Timestamp
}

export interface MovesTable {
  id: Generated<string>
  companies: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  copied_companies: ColumnType<string[], string[] | undefined, string[]>
  from_id: string
  to_id: string
  state: string
  started_by: string
  rebuild: Generated<boolean>
  started_at: Timestamp
  updated_at: Timestamp
  from_seq: BigInteger
  to_seq: BigInteger
  at_time: ColumnType<Date | null, string | null, string | null>
  at_id: string | null
  documents_total: Generated<number>
  documents_done: Generated<number>
  rows_done: ColumnType<string, number | undefined, number | string>
  phase_rows_total: ColumnType<string, number | undefined, number | string>
  phase_rows: ColumnType<string, number | undefined, number | string>
  phase_bytes: ColumnType<string, number | undefined, number | string>
  phase_ms: ColumnType<string, number | undefined, number | string>
  shadow_share: Generated<number>
  verification: ColumnType<unknown, string | null, string | null>
  trouble: string | null
  paused_at: ColumnType<Date | null, Date | null, Date | null>
  paused_by: string | null
  tolerance: string | null
  dropped_at: ColumnType<Date | null, Date | null, Date | null>
}

export interface CompaniesSeenTable {
  company_id: string
}

export interface CompanyCollectionsTable {
  company_id: string
  move_id: string
  collection_id: string
  since: Timestamp
}

export interface MoveShadowsTable {
  move_id: string
  compared: ColumnType<string, number, string>
  failed: ColumnType<string, number, string>
  overlap: number
  rank_order: number
  answering_ms: number
  other_ms: number
}

export interface MoveEventsTable {
  id: Generated<string>
  move_id: string
  at: ColumnType<Date, never, never>
  who: string
  what: string
  details: Json<unknown>
}

export interface ReportKeyTable {
  only_one: Generated<boolean>
  private_key: string
}

export interface ChatsTable {
  id: string
  user_id: string | null
  company_id: string | null
  title: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export interface MessagesTable {
  id: string
  chat_id: string | null
  role: string | null
  content: string | null
  sources: ColumnType<unknown, string | null, string | null>
  created_at: Timestamp
}

export interface QueryLogsTable {
  id: string
  user_id: string | null
  company_id: string | null
  query: string | null
  response: string | null
  metadata: ColumnType<unknown, string | null, string | null>
  chat_id: string | null
  created_at: Timestamp
}

export interface JobTurnsTable {
  queue: string
  company_id: string
  turn: number
}

/** What OCR read on single pages of a document that is still being read. */
export interface DocumentScansTable {
  document_id: string
  company_id: string
  page: number
  content: string | null
  layout: ColumnType<unknown, string | null, string | null>
}

export interface QuestionRatesTable {
  company_id: string
  full_at: Date
}

export interface ApiKeysTable {
  id: Generated<string>
  company_id: string | null
  user_id: string | null
  name: string
  hint: string
  hash: Buffer
  rights: string[]
  created_at: Timestamp
  expires_at: Date | null
  revoked_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  last_used_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}

export interface Tables {
  documents: DocumentsTable
  document_chunks: DocumentChunksTable
  document_texts: DocumentTextsTable
  document_new_texts: DocumentTextsTable
  document_scans: DocumentScansTable
  document_attachments: DocumentAttachmentsTable
  document_words: DocumentWordsTable
  chunk_terms: ChunkTermsTable
  pending_embeddings: PendingEmbeddingsTable
  collections: CollectionsTable
  document_changes: DocumentChangesTable
  moves: MovesTable
  move_events: MoveEventsTable
  move_shadows: MoveShadowsTable
  company_collections: CompanyCollectionsTable
  companies_seen: CompaniesSeenTable
  report_key: ReportKeyTable
  chats: ChatsTable
  messages: MessagesTable
  query_logs: QueryLogsTable
  job_turns: JobTurnsTable
  api_keys: ApiKeysTable
  question_rates: QuestionRatesTable
}

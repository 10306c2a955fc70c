/** Kinds of types that serve equally: a longer or unlimited text takes what a shorter one takes. */
export const typeFamilies = {
  uuid: ['uuid'],
  text: ['varchar', 'text', 'bpchar'],
  number: ['int4', 'int8'],
  json: ['jsonb'],
  time: ['timestamptz'],
} as const
export type TypeFamily = keyof typeof typeFamilies

export interface OriginalTable {
  readonly columns: Readonly<Record<string, TypeFamily>>
  /** Together unique; without that a twin would be stored. */
  readonly unique: readonly (readonly string[])[]
  /** Its rows go with those of that table. */
  readonly goesWith: string | null
}

/** The tables of the original that Atenex shares with it: what every statement of both takes for granted. */
export const originalTables: Readonly<Record<string, OriginalTable>> = {
  documents: {
    columns: {
      id: 'uuid',
      company_id: 'uuid',
      file_name: 'text',
      file_type: 'text',
      file_path: 'text',
      metadata: 'json',
      status: 'text',
      chunk_count: 'number',
      error_message: 'text',
      uploaded_at: 'time',
      updated_at: 'time',
    },
    unique: [['id']],
    goesWith: null,
  },
  document_chunks: {
    columns: {
      id: 'uuid',
      document_id: 'uuid',
      company_id: 'uuid',
      chunk_index: 'number',
      content: 'text',
      metadata: 'json',
      embedding_id: 'text',
      created_at: 'time',
      vector_status: 'text',
    },
    unique: [['id'], ['document_id', 'chunk_index']],
    goesWith: 'documents',
  },
  chats: {
    columns: { id: 'uuid', user_id: 'uuid', company_id: 'uuid', title: 'text', created_at: 'time', updated_at: 'time' },
    unique: [['id']],
    goesWith: null,
  },
  messages: {
    columns: { id: 'uuid', chat_id: 'uuid', role: 'text', content: 'text', sources: 'json', created_at: 'time' },
    unique: [],
    goesWith: null,
  },
  query_logs: {
    columns: {
      id: 'uuid',
      user_id: 'uuid',
      company_id: 'uuid',
      query: 'text',
      response: 'text',
      metadata: 'json',
      chat_id: 'uuid',
      created_at: 'time',
    },
    unique: [],
    goesWith: null,
  },
}

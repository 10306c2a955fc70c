import { addressWithUser, integer, optional, required, secret, text } from './setting.ts'
import type { Role } from './setting.ts'

/** Beginning of the names of a vector store's settings: the two sides, and the store a move goes to. */
export type Side = 'INGEST' | 'QUERY' | 'ATENEX_TARGET'

/** The original's five PostgreSQL variables of one service; used when `DATABASE_URL` is not set. */
export function postgresSettings(side: 'INGEST' | 'QUERY', roles: readonly Role[]) {
  const shared = { section: 'PostgreSQL', roles } as const
  return {
    server: optional(`${side}_POSTGRES_SERVER`, {
      ...shared,
      type: text(),
      description: 'Host name of your own PostgreSQL; the next four settings complete the address.',
      example: 'postgresql-service',
    }),
    port: required(`${side}_POSTGRES_PORT`, 5432, {
      ...shared,
      type: integer(1, 65_535),
      description: 'Its port.',
      example: '5432',
    }),
    user: required(`${side}_POSTGRES_USER`, 'postgres', {
      ...shared,
      type: text(),
      description: 'Its user.',
      example: 'atenex',
    }),
    password: secret(`${side}_POSTGRES_PASSWORD`, { ...shared, description: 'Password of that user.' }),
    database: required(`${side}_POSTGRES_DB`, 'atenex', {
      ...shared,
      type: text(),
      description: 'Database on that server.',
      example: 'atenex',
    }),
  } as const
}

/** What it means that no collection is named: ingest and query look for theirs, a move makes one. */
const collectionOf = {
  side: {
    defaultText: 'an existing collection of the original, otherwise named after the embedder',
    description: 'Collection that holds the chunks; ingest and query must name the same one.',
  },
  target: {
    defaultText: 'for a copy the name of the answering collection, for a rebuild a name that is free',
    description: 'Collection that `atenex migrate` fills.',
  },
} as const

/** Where one side finds its vector store. What a side does not set it takes from the other one. */
export function storeSettings(side: Side, roles: readonly Role[], timeoutSeconds: number) {
  const shared = { section: 'Vector store', roles } as const
  return {
    uri: optional(`${side}_MILVUS_URI`, {
      ...shared,
      type: addressWithUser('http', 'https'),
      defaultText: 'with a Zilliz key the cluster of the original, otherwise not set',
      description: 'Address of Milvus or Zilliz Cloud. Zilliz needs https; Milvus takes both.',
      example: 'http://127.0.0.1:19530',
    }),
    zillizKey: secret(`${side}_ZILLIZ_API_KEY`, { ...shared, description: 'Key of Zilliz Cloud.' }),
    token: secret(`${side}_MILVUS_TOKEN`, { ...shared, description: 'Token of Milvus; instead of user and password.' }),
    user: optional(`${side}_MILVUS_USER`, {
      ...shared,
      type: text(),
      description: 'User of Milvus; together with the password.',
      example: 'atenex',
    }),
    password: secret(`${side}_MILVUS_PASSWORD`, { ...shared, description: 'Password of that user.' }),
    ca: optional(`${side}_MILVUS_TLS_CA`, {
      ...shared,
      type: text(),
      description: 'File with the certificate authority (PEM), when the system does not know it.',
      example: '/etc/atenex/milvus-ca.pem',
    }),
    cert: optional(`${side}_MILVUS_TLS_CERT`, {
      ...shared,
      type: text(),
      description: 'File with the client certificate (PEM); together with its key.',
      example: '/etc/atenex/milvus-client.pem',
    }),
    certKey: optional(`${side}_MILVUS_TLS_KEY`, {
      ...shared,
      type: text(),
      description: 'File with the key of the client certificate (PEM).',
      example: '/etc/atenex/milvus-client.key',
    }),
    serverName: optional(`${side}_MILVUS_TLS_SERVER_NAME`, {
      ...shared,
      type: text(),
      description: 'Name the server certificate is checked against, when it is not the host of the address.',
      example: 'milvus.internal',
    }),
    database: optional(`${side}_MILVUS_DATABASE`, {
      ...shared,
      type: text(),
      defaultText: 'the default database',
      description: 'Database on that server.',
      example: 'atenex',
    }),
    collection: optional(`${side}_MILVUS_COLLECTION_NAME`, {
      ...shared,
      type: text(),
      ...(side === 'ATENEX_TARGET' ? collectionOf.target : collectionOf.side),
      example: 'document_chunks_minilm',
    }),
    timeoutSeconds: required(`${side}_MILVUS_GRPC_TIMEOUT`, timeoutSeconds, {
      ...shared,
      type: integer(1, 600),
      description:
        'Time for one search, in seconds; other reads get at least 30, writes and administration at least 60.',
      example: '20',
    }),
  } as const
}

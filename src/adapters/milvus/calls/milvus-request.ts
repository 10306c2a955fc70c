import type { GrpcRequest } from '../grpc/channel.ts'

const service = '/milvus.proto.milvus.MilvusService/'

/** How the protocol names a call and says in which database and with which key. */
export function milvusRequest(
  method: string,
  { database, credential }: { readonly database: string; readonly credential: string | null },
): Pick<GrpcRequest, 'path' | 'metadata'> {
  const authorization = credential === null ? {} : { authorization: Buffer.from(credential).toString('base64') }
  return { path: service + method, metadata: { dbname: database, ...authorization } }
}

import { addressOf } from '../calls/milvus-address.ts'
import type { MilvusFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'

/** Why a call that every key may make was refused. */
export function explainFailure(failure: MilvusFailure, options: MilvusOptions): Finding {
  const where = addressOf(options)
  const text = failure.message
  if (/suspend|stopped|paused|hibernat/i.test(text) || isFrontDoor(failure, options)) {
    const remedy = 'Resume the cluster in the Zilliz Cloud console; free clusters are suspended after seven idle days.'
    return finding(
      'server',
      'error',
      'server_suspended',
      `The cluster at ${where} is suspended or deleted. ${text}`,
      remedy,
    )
  }
  if (failure.kind === 'unauthenticated') return keyFinding(options, where)
  if (failure.kind === 'forbidden') {
    const remedy = 'Give the role of this key the right for the call named here.'
    return finding('server', 'error', 'no_right', `The key is valid but may not do this. ${text}`, remedy)
  }
  if (failure.kind === 'database-missing') return databaseMissing(options.database ?? 'default', null)
  if (failure.kind === 'timeout') {
    const remedy = 'Check that the port is that of gRPC, not of a web page; a cluster that wakes up may take a minute.'
    return finding('server', 'error', 'no_answer', `${where} accepts connections but does not answer.`, remedy)
  }
  if (/protocol error|parse error|invalid content-type|HTTP status code/i.test(text)) {
    const message = `Something answers at ${where}, but it is not Milvus. ${text}`
    const remedy = 'Correct the port: Milvus speaks gRPC on 19530 (9091 is its web page), Zilliz Serverless on 443.'
    return finding('server', 'error', 'not_milvus', message, remedy)
  }
  if (failure.kind === 'unavailable') {
    const remedy = 'Wait until the server is up; look at its log when that takes longer than a few minutes.'
    return finding('server', 'error', 'not_ready', `The server at ${where} is not ready. ${text}`, remedy)
  }
  return finding('server', 'error', 'refused', text, 'Look at the log of the server.')
}

/** A Zilliz host that answers HTTP instead of gRPC: the front door is there, the cluster behind it is not. */
function isFrontDoor(failure: MilvusFailure, options: MilvusOptions): boolean {
  return options.kind === 'zilliz' && /HTTP status code (404|503)/i.test(failure.message)
}

function keyFinding(options: MilvusOptions, where: string): Finding {
  const [key, remedy] =
    options.kind === 'zilliz'
      ? ['API key', 'Set INGEST_ZILLIZ_API_KEY and QUERY_ZILLIZ_API_KEY to a key of this cluster.']
      : [
          'user and password',
          'Set …_MILVUS_USER and …_MILVUS_PASSWORD, or …_MILVUS_TOKEN, to those of a user of this server.',
        ]
  if (!options.credential?.()) {
    return finding('server', 'error', 'key_missing', `${where} wants a key; the ${key} is NOT SET.`, remedy)
  }
  return finding('server', 'error', 'key_wrong', `${where} refuses the ${key} that is set.`, remedy)
}

export function databaseMissing(wanted: string, present: readonly string[] | null): Finding {
  const seen = present === null ? '' : ` There are: ${present.join(', ')}.`
  const message = `The database ${wanted} does not exist.${seen}`
  return finding(
    'database',
    'error',
    'database_missing',
    message,
    'Create the database, or name one that exists in …_MILVUS_DATABASE.',
  )
}

import { createMcpHandler } from '@modelcontextprotocol/server'
import type { McpBackend } from './backend.ts'
import { createMcpServer } from './mcp-server.ts'

export interface McpAnswerer {
  readonly backend: McpBackend
  readonly version: string
  readonly onError: (error: Error) => void
}

/** One request of the protocol over HTTP, which stands for itself: no sessions, no subscriptions. */
export async function answerMcp(answerer: McpAnswerer, request: Request, parsedBody: unknown): Promise<Response> {
  const { backend, version, onError: onerror } = answerer
  const handler = createMcpHandler(() => createMcpServer(backend, version), { maxSubscriptions: 0, onerror })
  return handler.fetch(request, { parsedBody })
}

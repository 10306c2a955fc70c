import { serveStdio } from '@modelcontextprotocol/server/stdio'
import type { McpAnswerer } from './answer-mcp.ts'
import { createMcpServer } from './mcp-server.ts'

/** The protocol on standard input and output of this process, until it is closed. */
export function serveMcp({ backend, version, onError: onerror }: McpAnswerer): { close(): Promise<void> } {
  return serveStdio(() => createMcpServer(backend, version), { onerror })
}

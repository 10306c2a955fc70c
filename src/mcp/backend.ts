// The MCP server: the same tools over standard input and output (`atenex mcp`) and over HTTP (`/mcp`). What they do is asked of
// a backend, which knows who the caller is.
import type { z } from 'zod'
import type { AskReply } from '../contract/ask.ts'
import type { DocumentItem } from '../contract/documents.ts'
import type { SearchReply, searchRequest } from '../contract/search.ts'
import type { TextReply, textQuery } from '../contract/text.ts'
import type { askTool } from './tool-shapes.ts'

/** What the tools need, for one caller. Every method stops with its signal. */
export interface McpBackend {
  search(request: z.output<typeof searchRequest>, signal: AbortSignal): Promise<SearchReply>
  ask(question: z.output<typeof askTool.input>, signal: AbortSignal): Promise<AskReply>
  documents(
    page: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<readonly DocumentItem[]>
  text(documentId: string, query: z.output<typeof textQuery>, signal: AbortSignal): Promise<TextReply>
  /** What the caller may know of a failure: a sentence that says what to do, and its code. */
  explain(error: unknown): string
}

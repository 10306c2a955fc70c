import { english } from './english.ts'
import { spanish } from './spanish.ts'

/** What the commands that people use say themselves, beside what the server says. Codes, ids and JSON keys have no language. */
export interface Texts {
  readonly language: 'es' | 'en'
  readonly ask: AskTexts
  readonly documents: DocumentTexts
  readonly deletion: DeletionTexts
  readonly chats: ChatTexts
  readonly upload: UploadTexts
  readonly files: FileTexts
}

interface AskTexts {
  readonly emptyQuestion: string
  readonly citesNothing: string
  /** Sentences that no citation carries follow. */
  readonly saysMore: string
  readonly incomplete: (reasons: string) => string
  readonly chat: (id: string) => string
}

interface DocumentTexts {
  readonly none: string
  readonly more: (offset: number) => string
  readonly head: readonly [id: string, status: string, chunks: string, changed: string, file: string]
  readonly status: Readonly<Record<DocumentStatus, string>>
  readonly stage: Readonly<Record<Stage, string>>
  /** A processed document that is read again, and how far that is. */
  readonly again: (at: string) => string
  readonly facts: Readonly<Record<Fact, string>>
  readonly bytes: (count: number) => string
  readonly stored: (chunks: number) => string
  readonly notAsked: string
  readonly deletedMeanwhile: string
}

type DocumentStatus = 'pending' | 'uploaded' | 'processing' | 'processed' | 'error'
type Stage = 'waiting' | 'extract' | 'chunk' | 'embed' | 'index' | 'commit' | 'done'
type Fact =
  | 'file'
  | 'id'
  | 'cameWith'
  | 'status'
  | 'problem'
  | 'type'
  | 'size'
  | 'chunks'
  | 'stored'
  | 'version'
  | 'attempts'
  | 'uploaded'
  | 'changed'
  | 'warning'
  | 'note'

interface DeletionTexts {
  readonly result: Readonly<Record<'deleted' | 'not_found' | 'pending' | 'failed', string>>
  /** Behind a deleted document: how much of it there was, and that the server counted zero afterwards. */
  readonly noneLeft: (chunks: number) => string
}

interface ChatTexts {
  readonly none: string
  readonly head: readonly [id: string, messages: string, changed: string, title: string]
}

interface UploadTexts {
  readonly head: readonly [file: string, result: string, code: string, detail: string]
  readonly result: Readonly<Record<'failed' | 'skipped' | 'processed', string>>
  readonly bars: { readonly uploaded: string; readonly processed: string }
  readonly summary: Readonly<Record<Total, (count: number) => string>>
  /** After the totals: how long it took. */
  readonly time: (seconds: number) => string
  readonly alreadyThere: string
  readonly deletedMeanwhile: string
  readonly failed: string
  readonly stopped: string
  readonly noAnswer: (url: string) => string
}

type Total = 'uploaded' | 'processed' | 'failed' | 'duplicates' | 'skipped' | 'unfinished'

/** Why a path on the command line, or one below it, is not uploaded. */
export interface FileTexts {
  readonly missing: string
  readonly unreadable: (why: string) => string
  readonly unreadableFolder: (why: string) => string
  readonly emptyFolder: string
  readonly noFile: string
  readonly noText: (ending: string) => string
  readonly circular: string
  readonly leadsNowhere: string
  readonly leadsOut: string
  readonly linkToFolder: string
  readonly readAnyway: string
}

export const texts: Readonly<Record<'es' | 'en', Texts>> = { es: spanish, en: english }

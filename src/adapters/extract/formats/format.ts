import type { FileType } from '../../../domain/extracted.ts'
import type { DetachPart, Engine, PageImage, PagePicture } from '../engine/engine.ts'

/** A kind of file that can be told from others, whether we read it or not. */
export interface FileKind {
  /** As people call it in a sentence, in Spanish and English alike: `DOCX`. */
  readonly name: string
  /** Endings of file names that promise it, in lower case. */
  readonly extensions: readonly string[]
  recognise(subject: FileSubject): boolean
}

/** One row of the table of formats: everything the product knows about a format but how to read it. */
export interface Format extends FileKind {
  /** The media type on the wire and in the database. */
  readonly type: FileType
  /** Its name in the list of what can be uploaded, when that is shorter. */
  readonly listedAs?: string
  /** Formats of one family go by each other's ending often; the content decides, and a warning tells. */
  readonly family?: 'office' | 'mail'
  /** Its programs open text, web pages above all, under its ending too, and other programs write them so. */
  readonly opensText?: boolean
  /** Read as text: such formats shade into each other, so a name that says another of them is no mistake. */
  readonly isText?: boolean
  /** Loads the engine. Only processes that read files ever call it. */
  load(): Promise<Engine>
  /** Loads what draws its pages, for formats whose pages may be scans. */
  loadPictures?(): Promise<PagePicture>
  /** Loads what draws its pages for people to see. */
  loadImages?(): Promise<PageImage>
  /** Loads what takes out the files that came with it, for mails. */
  loadParts?(): Promise<DetachPart>
}

/** A kind of file that is known and not read. */
export interface UnreadKind extends FileKind {
  /** What the file is, as the end of "The file is …". */
  readonly phrase: string
}

/** What a zip holds, by its directory alone. */
export interface ZipContent {
  /** Lower case, without a leading slash. */
  readonly names: readonly string[]
  /** There are more entries than `names`. */
  readonly truncated: boolean
  /** It begins as a zip and has no directory: cut off, most likely. */
  readonly damaged: boolean
}

/** A file that is looked at to find its kind. Every look reads a bounded part of it, once, when it is first asked for. */
export interface FileSubject {
  /** The first 64 KB; of a zip from its first part on, whatever stands before. */
  readonly head: Buffer
  /** What the ending of its name promises: the type of a format, the name of another kind, or nothing we know. */
  readonly claimed: string | null
  /** Null when it is no zip. */
  zip(): ZipContent | null
  /** Names of its streams when it is an OLE file (old Office formats, encrypted new ones), else null. */
  oleStreams(): readonly string[] | null
  /** Office wraps an encrypted document of any kind in an OLE file, some programs beside an old document that only says so. */
  wrapsEncrypted(): boolean
  /** How it begins, as text; null when it is binary. */
  text(): string | null
}

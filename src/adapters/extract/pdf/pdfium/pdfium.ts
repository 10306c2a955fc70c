import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { init } from '@embedpdf/pdfium'
import type { WrappedPdfiumModule } from '@embedpdf/pdfium'
import { capWasmMemory } from './pdfium-memory.ts'

/** Enough for every real document measured; with it a 300 MB content stream fails in half a second. */
const maxWasmBytes = 512 * 1024 * 1024

/**
 * Functions that are called for every line or letter, without the detour by which the package finds a function by its name
 * at every call. Truth is 1, false 0.
 */
export interface DirectCalls {
  FPDFText_GetCharIndexFromTextIndex(textPage: number, textIndex: number): number
  FPDFText_GetCharBox(textPage: number, index: number, left: number, right: number, bottom: number, top: number): number
  FPDFText_GetLooseCharBox(textPage: number, index: number, box: number): number
  FPDFText_GetCharOrigin(textPage: number, index: number, x: number, y: number): number
  FPDFText_GetFontSize(textPage: number, index: number): number
  FPDFText_GetMatrix(textPage: number, index: number, matrix: number): number
  FPDFText_GetFontInfo(textPage: number, index: number, buffer: number, bytes: number, flags: number): number
  FPDFText_GetUnicode(textPage: number, index: number): number
  FPDFText_HasUnicodeMapError(textPage: number, index: number): number
  FPDFText_GetFontWeight(textPage: number, index: number): number
  FPDFText_GetFillColor(
    textPage: number,
    index: number,
    red: number,
    green: number,
    blue: number,
    opacity: number,
  ): number
  FPDFPageObj_GetFillColor(object: number, red: number, green: number, blue: number, opacity: number): number
  FPDFText_GetTextObject(textPage: number, index: number): number
  FPDFTextObj_GetTextRenderMode(object: number): number
  FPDFPage_GetObject(page: number, index: number): number
  FPDFPageObj_GetType(object: number): number
  FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number
  FPDFPageObj_HasTransparency(object: number): number
  FPDFPageObj_GetClipPath(object: number): number
  FPDFClipPath_CountPaths(clip: number): number
  FPDFClipPath_CountPathSegments(clip: number, path: number): number
  FPDFClipPath_GetPathSegment(clip: number, path: number, index: number): number
  FPDFPageObj_GetMatrix(object: number, matrix: number): number
  FPDFFormObj_CountObjects(object: number): number
  FPDFFormObj_GetObject(object: number, index: number): number
  FPDFPath_GetDrawMode(object: number, fill: number, stroke: number): number
  FPDFPath_CountSegments(object: number): number
  FPDFPath_GetPathSegment(object: number, index: number): number
  FPDFPathSegment_GetType(segment: number): number
  FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number
}

interface WasmRuntime {
  readonly HEAPU8: Uint8Array
  readonly wasmExports: DirectCalls & { malloc(size: number): number; free(pointer: number): void }
}

/** PDFium with the few memory helpers its callers need. Pointers are plain numbers, 0 means "none". */
export interface Pdfium {
  readonly api: WrappedPdfiumModule
  readonly direct: DirectCalls
  /** @throws when the capped memory is used up */
  allocate(bytes: number): number
  free(pointer: number): void
  /** A fresh view every time: growing the memory detaches older ones. */
  bytes(pointer: number, length: number): Uint8Array
  float64(pointer: number): number
  float32(pointer: number): number
  int32(pointer: number): number
  /** Whether most of the memory it may have is in use: then a failure inside is a lack of memory. */
  exhausted(): boolean
  /** UTF-16LE, `units` code units. */
  utf16(pointer: number, units: number): string
}

let loaded: Promise<Pdfium> | null = null

/** The one instance of this process; a process whose instance aborted must be thrown away (its state is undefined). */
export function loadPdfium(): Promise<Pdfium> {
  loaded ??= start()
  return loaded
}

async function start(): Promise<Pdfium> {
  const path = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
  const wasmBinary = capWasmMemory(readFileSync(path), maxWasmBytes)
  // The package types its options by emscripten's ambient types, which it does not ship.
  const options = { wasmBinary, print: () => undefined, printErr: () => undefined } as Parameters<typeof init>[0]
  const api = await init(options)
  api.PDFiumExt_Init()
  // Same reason: these members exist at run time (the package's readme uses them).
  return wrap(api, api.pdfium as unknown as WasmRuntime)
}

function wrap(api: WrappedPdfiumModule, runtime: WasmRuntime): Pdfium {
  let heap = runtime.HEAPU8
  let view = new DataView(heap.buffer)
  const refresh = (): void => {
    if (heap === runtime.HEAPU8) return
    heap = runtime.HEAPU8
    view = new DataView(heap.buffer)
  }
  return {
    api,
    direct: runtime.wasmExports,
    allocate(bytes) {
      const pointer = runtime.wasmExports.malloc(bytes)
      if (pointer === 0) throw new Error('Aborted(OOM): the memory given to PDFium is used up')
      refresh()
      return pointer
    },
    free: (pointer) => runtime.wasmExports.free(pointer),
    bytes(pointer, length) {
      refresh()
      return new Uint8Array(heap.buffer, pointer, length)
    },
    float64(pointer) {
      refresh()
      return view.getFloat64(pointer, true)
    },
    float32(pointer) {
      refresh()
      return view.getFloat32(pointer, true)
    },
    int32(pointer) {
      refresh()
      return view.getInt32(pointer, true)
    },
    exhausted: () => runtime.HEAPU8.length > maxWasmBytes * 0.5,
    utf16(pointer, units) {
      refresh()
      return Buffer.from(heap.buffer, pointer, units * 2).toString('utf16le')
    },
  }
}

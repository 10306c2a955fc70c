import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { capWasmMemory } from './pdfium-memory.ts'

const path = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')

describe('the memory maximum of a WebAssembly binary', () => {
  it('can be lowered in the build of PDFium in use, changing nothing else', () => {
    const binary = readFileSync(path)
    const capped = capWasmMemory(binary, 512 * 1024 * 1024)
    let changed = 0
    for (let at = 0; at < binary.length; at += 1) if (capped[at] !== binary[at]) changed += 1
    expect(capped.length).toBe(binary.length)
    expect(changed).toBeGreaterThan(0)
    expect(changed).toBeLessThanOrEqual(3)
  })

  it('never grows', () => {
    const binary = readFileSync(path)
    expect(Buffer.from(capWasmMemory(binary, 2 ** 40)).equals(binary)).toBe(true)
  })

  it('is missing from what is not such a binary', () => {
    expect(() => capWasmMemory(Buffer.from('\0asm\u0001\0\0\0'), 1)).toThrow(/no single memory/)
  })
})

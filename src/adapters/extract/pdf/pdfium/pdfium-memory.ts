const wasmPageBytes = 65_536
const memorySection = 5

/**
 * Rewrites the maximum in the memory section of a WebAssembly binary, so that a hostile document meets an allocation
 * failure inside the sandbox instead of taking the machine's memory. The new value keeps the byte length of the old one.
 * @throws Error when the binary has no memory section with a maximum: a new build of the engine must be looked at.
 */
export function capWasmMemory(binary: Uint8Array, maxBytes: number): Uint8Array {
  const capped = Uint8Array.from(binary)
  const { start, end, value } = findMaximum(capped)
  const pages = Math.min(value, Math.floor(maxBytes / wasmPageBytes))
  writePadded(capped, start, end, pages)
  return capped
}

function findMaximum(binary: Uint8Array): { start: number; end: number; value: number } {
  let at = 8
  while (at < binary.length) {
    const id = binary[at]
    const size = readLeb(binary, at + 1)
    if (id !== memorySection) {
      at = size.next + size.value
      continue
    }
    const count = readLeb(binary, size.next)
    const hasMaximum = ((binary[count.next] ?? 0) & 1) === 1
    if (count.value !== 1 || !hasMaximum) break
    const minimum = readLeb(binary, count.next + 1)
    const maximum = readLeb(binary, minimum.next)
    return { start: minimum.next, end: maximum.next, value: maximum.value }
  }
  throw new Error('The WebAssembly binary declares no single memory with a maximum')
}

function readLeb(bytes: Uint8Array, from: number): { value: number; next: number } {
  let value = 0
  for (let at = from, shift = 0; shift < 35; at++, shift += 7) {
    const byte = bytes[at] ?? 0
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return { value, next: at + 1 }
  }
  throw new Error('The WebAssembly binary is malformed')
}

function writePadded(bytes: Uint8Array, start: number, end: number, value: number): void {
  let left = value
  for (let at = start; at < end; at++) {
    bytes[at] = (left & 0x7f) | (at < end - 1 ? 0x80 : 0)
    left >>>= 7
  }
}

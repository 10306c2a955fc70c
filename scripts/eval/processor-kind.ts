import { readFile } from 'node:fs/promises'
import { arch } from 'node:process'

/** Whether int8 products are added exactly: `x64 vnni`, `x64`, or another architecture by its name. */
export async function processorKind(): Promise<string> {
  const about = await readFile('/proc/cpuinfo', 'utf8').catch(() => '')
  return /\b(avx512_vnni|avx_vnni)\b/.test(about) ? `${arch} vnni` : arch
}

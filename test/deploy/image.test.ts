import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '../../src/config/load.ts'
import { deployFolder } from './render.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const dockerfile = readFileSync(`${root}Dockerfile`, 'utf8')

test('the image runs as nobody in particular, hears signals, tells its health and names its version', () => {
  expect(dockerfile).toMatch(/^USER 10001:10001$/m)
  expect(dockerfile).toMatch(/^ENTRYPOINT \["tini", "--", "atenex"\]$/m)
  expect(dockerfile).toMatch(/^HEALTHCHECK /m)
  expect(dockerfile).toMatch(/org\.opencontainers\.image\.version/)
  expect([...dockerfile.matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, target]) => target)).toEqual([
    'dependencies',
    'embedded',
    'base',
    'complete',
    // the last one is what is built when nobody names a target
    'production',
  ])
  expect(dockerfile).not.toMatch(/:latest|npm install/)
})

test('everything that is copied into the image is there', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
    (names ?? '').split(' '),
  )
  for (const name of copied) expect(existsSync(`${root}${name}`), name).toBe(true)
})

test('each role of compose.yaml has settings that are understood, and no image without a version', () => {
  // an empty `<<` of YAML 1.1, which compose uses
  const { services } = parse(readFileSync(`${root}compose.yaml`, 'utf8'), { merge: true }) as {
    services: Record<string, { image: string; environment?: Record<string, string> }>
  }
  for (const [name, { image, environment = {} }] of Object.entries(services)) {
    expect(image, name).toMatch(/:(?!latest$)[\w.-]+$/)
    if (environment['ATENEX_ROLES'] === undefined) continue
    const loaded = loadConfig(environment)
    expect(loaded, name).not.toHaveProperty('problems')
    expect(loaded.warnings, name).toEqual([])
  }
})

test('what no process reads is taken out of the image, and nothing else', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'atenex-prune-'))
  try {
    const kept = [
      'onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
      'tesseract.js-core/tesseract-core-simd-lstm.wasm',
      '@tesseract.js-data/spa/4.0.0_best_int/spa.traineddata.gz',
      'ai/dist/index.mjs',
      'fastify/lib/server.js',
      '@opentelemetry/core/build/src/index.js',
    ]
    const taken = [
      'onnxruntime-node/bin/napi-v6/darwin/arm64/libonnxruntime.dylib',
      'onnxruntime-node/bin/napi-v6/linux/arm64/libonnxruntime.so.1',
      'tesseract.js-core/tesseract-core.wasm.js',
      '@tesseract.js-data/spa/4.0.0/spa.traineddata.gz',
      'ai/src/index.ts',
      'fastify/fastify.d.ts',
      '@opentelemetry/core/build/esnext/index.js',
      'zod/index.js.map',
    ]
    for (const file of [...kept, ...taken]) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
      writeFileSync(path.join(folder, file), 'x')
    }
    execFileSync(process.execPath, [`${deployFolder}image/prune.mjs`, folder, 'linux', 'x64'])
    expect(kept.filter((file) => !existsSync(path.join(folder, file)))).toEqual([])
    expect(taken.filter((file) => existsSync(path.join(folder, file)))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

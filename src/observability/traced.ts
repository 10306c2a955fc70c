import type { Log } from '../ports/log.ts'
import type { Tracer } from '../ports/tracer.ts'

type Asynchronous<T> = {
  readonly [K in keyof T]: T[K] extends (...args: never[]) => Promise<unknown> ? K : never
}[keyof T]

/** The same part; each call of the named methods is a step of the trace it is made in. Where nobody wants traces, the part itself. */
export function traced<T extends object>(
  tracer: Tracer,
  part: T,
  name: string,
  methods: readonly (Asynchronous<T> & string)[],
): T {
  if (!tracer.on) return part
  const wanted = new Set<string | symbol>(methods)
  return new Proxy(part, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (!wanted.has(key)) return value.bind(target)
      return (...args: readonly unknown[]) =>
        tracer.step({ name: `${name}.${String(key)}`, kind: 'call' }, async () => Reflect.apply(value, target, args))
    },
  })
}

/** The same log; each line that is written within a trace says which. */
export function tracedLog(tracer: Tracer, log: Log): Log {
  if (!tracer.on) return log
  return {
    debug: (fields, message) => log.debug({ ...fields, ...tracer.ids() }, message),
    info: (fields, message) => log.info({ ...fields, ...tracer.ids() }, message),
    warn: (fields, message) => log.warn({ ...fields, ...tracer.ids() }, message),
    error: (fields, message) => log.error({ ...fields, ...tracer.ids() }, message),
    child: (fields) => tracedLog(tracer, log.child(fields)),
  }
}

import { reservePort } from './ports.ts'
import { startProduct, type Product } from './product.ts'
import { startTcpService, type TcpService } from './tcp-service.ts'

export type RolledRole = 'ingest-api' | 'query-api' | 'ingest-worker'

export interface RolledRoles {
  /** Where requests go. */
  readonly url: Readonly<Record<'ingest-api' | 'query-api', string>>
  /** A new process takes the place of the old one as in a rolling update: it comes first, then the old one is stopped. Its exit code. */
  roll(role: RolledRole): Promise<number | null>
  close(): Promise<void>
}

interface Running {
  readonly product: Product
  readonly port: number
}

/** Each role in a process of its own, as in Kubernetes, on one data folder. @param env names the database and the vector store. */
export async function startRoles(dataDir: string, env: Readonly<Record<string, string>>): Promise<RolledRoles> {
  const services: Record<RolledRole, TcpService> = {
    'ingest-api': await startTcpService(),
    'query-api': await startTcpService(),
    'ingest-worker': await startTcpService(),
  }
  const start = async (role: RolledRole): Promise<Running> => {
    const port = await reservePort()
    const probes = role === 'ingest-worker' ? { ATENEX_HEALTH_PORT: String(port) } : { ATENEX_DRAIN_SECONDS: '2' }
    const product = await startProduct({ dataDir, port, env: { ...env, ...probes, ATENEX_ROLES: role } })
    services[role].ports.add(port)
    return { product, port }
  }
  // the first worker creates the collection
  const worker = await start('ingest-worker')
  const running: Record<RolledRole, Running> = {
    'ingest-worker': worker,
    'ingest-api': await start('ingest-api'),
    'query-api': await start('query-api'),
  }
  return {
    url: { 'ingest-api': services['ingest-api'].url, 'query-api': services['query-api'].url },
    roll: async (role) => {
      const old = running[role]
      running[role] = await start(role)
      services[role].ports.delete(old.port)
      return old.product.stop()
    },
    close: async () => {
      await Promise.all(Object.values(running).map(({ product }) => product.stop()))
      for (const service of Object.values(services)) await service.close()
    },
  }
}

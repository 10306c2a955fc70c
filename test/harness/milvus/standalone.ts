import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { reservePort } from '../ports.ts'
import type { PythonEnvironment } from './python-environments.ts'
import type { RealMilvus } from './server-process.ts'
import { newServerFolder, startServer } from './server-process.ts'

/** Files for TLS: the server's certificate and key, and the authority clients know it by. */
export interface StandaloneTls {
  readonly cert: string
  readonly key: string
  readonly ca: string
}

export interface StandaloneOptions {
  /** Asks for user and password; there is `root` with `Milvus`. */
  readonly auth?: boolean
  readonly tls?: StandaloneTls
}

/** Each listens on a port of its own, on every address of the machine: this version cannot be told another one. */
const components = ['ROOTCOORD', 'DATACOORD', 'DATANODE', 'QUERYCOORD', 'QUERYNODE', 'INDEXNODE'] as const

/** Where it writes its process id; the second when it may not write the first. */
const pidFolders = ['/run/milvus', '/tmp/milvus']

/**
 * The server the owners run, in one process with its own etcd and queue. Settings go in by environment variables, which
 * win over `milvus.yaml`; only etcd reads a file.
 */
export async function startStandalone(
  { folder, python }: PythonEnvironment,
  { auth = false, tls }: StandaloneOptions = {},
): Promise<RealMilvus> {
  const program = join(folder, 'standalone')
  const dataDir = await newServerFolder()
  const alias = basename(dataDir)
  const port = await reservePort()
  await cp(join(program, 'configs'), join(dataDir, 'configs'), { recursive: true })
  return startServer({
    name: 'Milvus Standalone 2.3.5',
    python,
    command: [join(program, 'bin/milvus'), 'run', 'standalone', '-alias', alias],
    env: {
      DEPLOY_MODE: 'STANDALONE',
      MILVUS_RUN_DIR: join(dataDir, 'run'),
      MILVUSCONF: join(dataDir, 'configs'),
      LD_LIBRARY_PATH: join(program, 'bin'),
      ...(await portSettings(port)),
      ...(await storageSettings(dataDir)),
      ...(await securitySettings(dataDir, auth, tls)),
      LOG_LEVEL: 'warn',
      // A strongly consistent read waits for the next tick; 200 ms of the product would be most of a test's time. Each tick costs, in
      // every channel and for every loaded collection: with one of 25 ms and 16 channels five collections without work took .28 of a
      // core, with these .14.
      PROXY_TIMETICKINTERVAL: '50',
      ROOTCOORD_DMLCHANNELNUM: '2',
    },
    dataDir,
    port,
    address: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    credential: auth ? 'root:Milvus' : null,
    ca: tls?.ca ?? null,
    tidy: () => removePidFile(alias),
  })
}

async function portSettings(proxyPort: number): Promise<Readonly<Record<string, string>>> {
  const own = async (name: string) => [`${name}_PORT`, String(await reservePort())] as const
  const settings = await Promise.all([...components, 'METRICS'].map(own))
  const addresses = [...components, 'PROXY'].map((name) => [`${name}_IP`, '127.0.0.1'] as const)
  const proxy = { PROXY_PORT: String(proxyPort), PROXY_INTERNALPORT: String(await reservePort()) }
  return { ...Object.fromEntries([...settings, ...addresses]), ...proxy }
}

async function storageSettings(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const data = join(dataDir, 'data')
  await mkdir(data)
  const [client, peer] = await Promise.all([reservePort(), reservePort()])
  const config = {
    name: 'default',
    'data-dir': join(data, 'etcd'),
    'listen-client-urls': `http://127.0.0.1:${client}`,
    'advertise-client-urls': `http://127.0.0.1:${client}`,
    'listen-peer-urls': `http://127.0.0.1:${peer}`,
    'initial-advertise-peer-urls': `http://127.0.0.1:${peer}`,
    'initial-cluster': `default=http://127.0.0.1:${peer}`,
    'log-level': 'error',
  }
  // JSON is YAML.
  const file = join(dataDir, 'configs/etcd.yaml')
  await writeFile(file, JSON.stringify(config))
  return {
    ETCD_ENDPOINTS: `127.0.0.1:${client}`,
    ETCD_CONFIG_PATH: file,
    ETCD_DATA_DIR: join(data, 'etcd'),
    LOCALSTORAGE_PATH: data,
    ROCKSMQ_PATH: join(data, 'rocksmq'),
    LOG_FILE_ROOTPATH: join(dataDir, 'logs'),
  }
}

async function securitySettings(
  dataDir: string,
  auth: boolean,
  tls: StandaloneTls | undefined,
): Promise<Readonly<Record<string, string>>> {
  const authorization = { COMMON_SECURITY_AUTHORIZATIONENABLED: String(auth) }
  if (tls === undefined) return authorization
  const at = (name: string) => join(dataDir, 'configs', name)
  await Promise.all([
    writeFile(at('server.pem'), tls.cert),
    writeFile(at('server.key'), tls.key, { mode: 0o600 }),
    writeFile(at('ca.pem'), tls.ca),
  ])
  return {
    ...authorization,
    COMMON_SECURITY_TLSMODE: '1',
    TLS_SERVERPEMPATH: at('server.pem'),
    TLS_SERVERKEYPATH: at('server.key'),
    TLS_CAPEMPATH: at('ca.pem'),
  }
}

/** Its name holds the alias. */
export async function removePidFile(alias: string): Promise<void> {
  for (const folder of pidFolders) await rm(join(folder, `standalone-${alias}.pid`), { force: true })
}

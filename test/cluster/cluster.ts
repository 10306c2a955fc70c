import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { reservePort } from '../harness/ports.ts'
import { waitFor } from '../harness/wait.ts'
import { programPath } from './programs.ts'

/** A control plane on loopback: it stores, refuses and makes ReplicaSets and Pods, but runs nothing. */
export interface Cluster extends AsyncDisposable {
  /** Rejects with what kubectl said. */
  kubectl(args: readonly string[], input?: string): Promise<string>
}

const token = 'token-of-the-test'

/** etcd, kube-apiserver and the controllers of workloads, in a folder of their own. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'atenex-cluster-'))
  const programs: ChildProcess[] = []
  const said: string[] = []
  const run = async (program: Parameters<typeof programPath>[0], args: readonly string[]): Promise<void> => {
    const child = spawn(await programPath(program), args, { stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr?.on('data', (piece: Buffer) => said.push(piece.toString()))
    programs.push(child)
  }
  const stop = async (): Promise<void> => {
    for (const child of programs.toReversed()) {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.kill('SIGKILL')) await exited
    }
    rmSync(folder, { recursive: true, force: true })
  }
  const [store, peers, api, controllers] = await Promise.all([
    reservePort(),
    reservePort(),
    reservePort(),
    reservePort(),
  ])
  try {
    await run('etcd', etcdArgs(folder, store, peers))
    const key = writeKeys(folder)
    await run('kube-apiserver', apiServerArgs({ folder, store, api, key }))
    const kubeconfig = writeKubeconfig(folder, api)
    const kubectl = (args: readonly string[], input?: string) => runKubectl(kubeconfig, folder, args, input)
    const what = () => `the API server to be ready:\n${said.slice(-20).join('')}`
    await waitFor(async () => (await kubectl(['get', '--raw', '/readyz'])) === 'ok', { what, timeoutMs: 120_000 })
    await run('kube-controller-manager', controllerArgs(kubeconfig, controllers, key))
    return { kubectl, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function etcdArgs(folder: string, store: number, peers: number): readonly string[] {
  const clients = `http://127.0.0.1:${store}`
  return [
    `--data-dir=${path.join(folder, 'etcd')}`,
    '--unsafe-no-fsync',
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    `--listen-peer-urls=http://127.0.0.1:${peers}`,
  ]
}

function apiServerArgs(of: { folder: string; store: number; api: number; key: string }): readonly string[] {
  const tokens = path.join(of.folder, 'tokens.csv')
  writeFileSync(tokens, `${token},admin,admin,system:masters\n`)
  return [
    `--etcd-servers=http://127.0.0.1:${of.store}`,
    `--cert-dir=${path.join(of.folder, 'certs')}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${of.api}`,
    '--service-account-issuer=https://127.0.0.1',
    `--service-account-key-file=${of.key}`,
    `--service-account-signing-key-file=${of.key}`,
    '--authorization-mode=RBAC',
    `--token-auth-file=${tokens}`,
    '--service-cluster-ip-range=10.0.0.0/24',
  ]
}

/** Only what makes pods of workloads: there is nothing to look after besides. */
function controllerArgs(kubeconfig: string, port: number, key: string): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    '--leader-elect=false',
    '--controllers=serviceaccount-controller,deployment-controller,replicaset-controller,job-controller,cronjob-controller',
    `--service-account-private-key-file=${key}`,
  ]
}

function writeKeys(folder: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const file = path.join(folder, 'service-accounts.key')
  writeFileSync(file, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 })
  return file
}

function writeKubeconfig(folder: string, port: number): string {
  const file = path.join(folder, 'kubeconfig')
  const cluster = { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true }
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  }
  writeFileSync(file, JSON.stringify(config))
  return file
}

async function runKubectl(kubeconfig: string, folder: string, args: readonly string[], input = ''): Promise<string> {
  mkdirSync(path.join(folder, 'home'), { recursive: true })
  const env = { PATH: process.env['PATH'], HOME: path.join(folder, 'home'), KUBECONFIG: kubeconfig }
  const running = promisify(execFile)('kubectl', [...args], { env, maxBuffer: 1e8, timeout: 120_000 })
  running.child.stdin?.end(input)
  return (await running).stdout
}

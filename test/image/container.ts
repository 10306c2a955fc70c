import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { childrenOf } from '../harness/product.ts'
import { signalProcess } from '../harness/signal-process.ts'
import { waitFor } from '../harness/wait.ts'
import type { UnpackedImage } from './unpacked-image.ts'

export interface Container {
  output(): string
  /** Resident memory of the role's own process, without children, in MB. */
  memoryMb(): Promise<number>
  /** SIGTERM to its first process, as Kubernetes does; its exit code. */
  stop(): Promise<number | null>
}

/**
 * As our pods: namespaces of its own for mounts and processes, the image's file system for reading only, an account without
 * rights, two folders in memory. Arguments: the folder, its working directory, then the command.
 */
const enter = `set -e
root=$1; work=$2; shift 2
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o uid=10001,gid=10001,mode=0700 tmpfs "$root/var/lib/atenex"
exec chroot "$root" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
  sh -c 'cd "$1"; shift; if touch "$PWD/written" 2>/dev/null; then echo "the file system can be written"; exit 70; fi; exec "$@"' sh "$work" "$@"`

/** Runs the image's own command with these settings. */
export function runContainer(image: UnpackedImage, settings: Readonly<Record<string, string>>): Container {
  const { folder, command, workingFolder, env } = image
  const inNamespaces = ['--mount', '--pid', '--fork', '--kill-child']
  const child = spawn('unshare', [...inNamespaces, 'sh', '-c', enter, 'sh', folder, workingFolder, ...command], {
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (output += piece.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const first = async () => (await childrenOf(child.pid ?? 0))[0] ?? null
  return {
    output: () => output,
    memoryMb: async () => {
      const tini = await first()
      const [role] = tini === null ? [] : await childrenOf(tini)
      const status = await readFile(`/proc/${role}/status`, 'utf8')
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
    },
    stop: async () => {
      const tini = await first()
      if (tini !== null) signalProcess(tini, 'SIGTERM')
      return exited
    },
  }
}

/** Waits until a probe answers 200. */
export const answers = (url: string, container: Container): Promise<unknown> =>
  waitFor(async () => (await fetch(url)).ok, {
    what: () => `${url} to answer:\n${container.output()}`,
    timeoutMs: 120_000,
  })

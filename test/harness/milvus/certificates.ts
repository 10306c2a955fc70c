import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { removeFolder } from '../remove-folder.ts'

const run = promisify(execFile)

export interface TestCertificate {
  readonly key: string
  readonly cert: string
}

export interface TestAuthority {
  readonly ca: string
  /** A server certificate for `name`, valid from `from` to `until` (YYYYMMDDHHMMSSZ). */
  issue(name: string, from?: string, until?: string): Promise<TestCertificate>
  close(): Promise<void>
}

/** Certificates made for one test run with openssl. */
export async function createTestAuthority(): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'atenex-certificates-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder, timeout: 60_000 })
  const newKey = ['-newkey', 'rsa:2048', '-nodes']
  await openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30', '-subj', '/CN=Test CA')
  await writeFile(at('index.txt'), '')
  const config = [
    '[ca]\ndefault_ca=own',
    '[own]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=any\ncopy_extensions=copy',
    'unique_subject=no',
    '[any]\ncommonName=supplied\n',
  ].join('\n')
  await writeFile(at('ca.cnf'), config)
  let number = 0
  return {
    ca: await readFile(at('ca.pem'), 'utf8'),
    issue: async (name, from, until) => {
      const base = `server${++number}`
      const alternative = /^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`
      const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${alternative}`]
      await openssl('req', '-new', ...newKey, '-keyout', `${base}.key`, '-out', `${base}.csr`, ...subject)
      const dates =
        from === undefined || until === undefined ? ['-days', '30'] : ['-startdate', from, '-enddate', until]
      const sign = ['ca', '-batch', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-notext']
      await openssl(...sign, '-in', `${base}.csr`, '-out', `${base}.pem`, ...dates)
      return { key: await readFile(at(`${base}.key`), 'utf8'), cert: await readFile(at(`${base}.pem`), 'utf8') }
    },
    close: () => removeFolder(folder),
  }
}

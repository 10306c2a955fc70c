import { buildah } from './build-image.ts'

/** An image as a container sees it, and what it says about how to be run. */
export interface UnpackedImage {
  readonly folder: string
  readonly user: string
  readonly command: readonly string[]
  readonly workingFolder: string
  readonly env: Readonly<Record<string, string>>
  discard(): Promise<void>
}

export async function unpackImage(image: string): Promise<UnpackedImage> {
  const { OCIv1 } = JSON.parse(await buildah('inspect', '--type', 'image', image)) as {
    OCIv1: { config: { User: string; Entrypoint: string[]; Cmd: string[]; WorkingDir: string; Env: string[] } }
  }
  const { User: user, Entrypoint, Cmd, WorkingDir: workingFolder, Env } = OCIv1.config
  const container = await buildah('from', '--pull-never', image)
  return {
    folder: await buildah('mount', container),
    user,
    command: [...Entrypoint, ...Cmd],
    workingFolder,
    env: Object.fromEntries(Env.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
    discard: async () => {
      await buildah('rm', container)
    },
  }
}

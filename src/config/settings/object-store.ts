import { address, oneOf, optional, text } from '../setting.ts'

export const objectStore = {
  kind: optional('ATENEX_OBJECT_STORE', {
    section: 'Object store',
    type: oneOf(['files', 'gcs']),
    defaultText: 'a bucket means `gcs`, nothing `files`',
    description:
      'Where originals are kept: files in the data folder, or a bucket of Google Cloud Storage. Originals are not moved by changing this.',
    example: 'gcs',
  }),
  bucket: optional('INGEST_GCS_BUCKET_NAME', {
    aliases: ['ATENEX_GCS_BUCKET'],
    section: 'Object store',
    type: text(),
    description: 'The bucket. It must exist; rights over its objects are enough.',
    example: 'atenex',
  }),
  keyFile: optional('GOOGLE_APPLICATION_CREDENTIALS', {
    section: 'Object store',
    type: text(),
    defaultText: 'the identity that the platform gives the workload',
    description: 'File with the key of a service account (JSON).',
    example: '/etc/gcp-secrets/key.json',
  }),
  endpoint: optional('ATENEX_GCS_ENDPOINT', {
    section: 'Object store',
    type: address('http', 'https'),
    defaultText: "Google's",
    description:
      'Another address that speaks the same protocol, without authentication: an emulator, a private gateway.',
    example: 'http://127.0.0.1:4443',
  }),
}

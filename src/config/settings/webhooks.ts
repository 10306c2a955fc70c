import { addressWithUser, oneOf, optional, required, secret } from '../setting.ts'

export const webhooks = {
  url: optional('ATENEX_WEBHOOK_URL', {
    section: 'Webhooks',
    type: addressWithUser('https', 'http'),
    description:
      'Where signed events of documents and migrations are sent; see docs/webhooks.md. Every process needs it. `http` only with `ATENEX_WEBHOOK_PRIVATE=allow`.',
    example: 'https://hooks.example/atenex',
  }),
  secret: secret('ATENEX_WEBHOOK_SECRET', {
    section: 'Webhooks',
    description: 'Secret for their signatures; 24 characters or more.',
  }),
  privateNetworks: required<'refuse' | 'allow'>('ATENEX_WEBHOOK_PRIVATE', 'refuse', {
    section: 'Webhooks',
    type: oneOf(['refuse', 'allow']),
    description: 'Whether the address may lead to this machine or into a private network.',
    example: 'allow',
  }),
}

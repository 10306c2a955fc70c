import { describeMilvus } from './milvus-stores.ts'

await describeMilvus('Milvus Lite 2.5.1')

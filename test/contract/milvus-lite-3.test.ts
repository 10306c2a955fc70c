import { describeMilvus } from './milvus-stores.ts'

await describeMilvus('Milvus Lite 3.2.0')

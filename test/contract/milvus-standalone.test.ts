import { describeMilvus } from './milvus-stores.ts'

await describeMilvus('Milvus Standalone 2.3.5')

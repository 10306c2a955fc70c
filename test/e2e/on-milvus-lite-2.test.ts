import { describeOnMilvus } from './on-milvus-suite.ts'

await describeOnMilvus('Milvus Lite 2.5.1')

import { describeOnMilvus } from './on-milvus-suite.ts'

await describeOnMilvus('Milvus Lite 3.2.0')

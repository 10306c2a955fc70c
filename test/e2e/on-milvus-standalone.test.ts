import { describeOnMilvus } from './on-milvus-suite.ts'

await describeOnMilvus('Milvus Standalone 2.3.5')

import type { InferenceSession } from 'onnxruntime-node'

/**
 * One thread and one text at a time: on the measured machines a batch is no faster, int8 models give numbers that depend on what else
 * is in the batch, and memory stays flat. Use several processes for several cores.
 *
 * Graphs are run with the operators that they have: what onnxruntime would put together on higher levels (SkipLayerNormalization above all) takes
 * 10 to 20 % longer on a processor (docs/decisions/0233).
 */
export const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'basic',
}

import type { InferenceSession } from 'onnxruntime-node'

/**
 * One thread and one text at a time: on the measured machines a batch is no faster, int8 models give numbers that depend on what else
 * is in the batch, and memory stays flat. Use several processes for several cores.
 */
export const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
}

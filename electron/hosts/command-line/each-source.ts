import type { Reason } from '../../../shared/contract/failure'
import { Failure } from '../../../shared/contract/failure'
import type { SourceId } from '../../../shared/model/ids'
import { answered, type Outcome } from './answered'
import type { Call } from './commands'
import { findSource } from './source-commands'

/** What became of one of several sources. */
export type Each<Value> =
  | { readonly source: SourceId; readonly ok: true; readonly value: Value }
  | { readonly source: SourceId; readonly ok: false; readonly reason: Reason; readonly message: string }

/**
 * Acts on the sources that are named, one after the other, since a later one may rest on what was done with an earlier one.
 * Of several, one that is refused holds up none; names that lead nowhere are refused before anything is done.
 */
export async function eachSource<Value>(
  named: readonly string[],
  call: Call,
  act: (source: SourceId) => Promise<Value>,
): Promise<Each<Value>[]> {
  const sources = new Set<SourceId>()
  for (const name of named) sources.add(await findSource(name, call))
  const all: Each<Value>[] = []
  for (const source of sources) {
    try {
      all.push({ source, ok: true, value: await act(source) })
    } catch (error) {
      if (!(error instanceof Failure) || sources.size === 1) throw error
      const { reason, message } = error
      all.push({ source, ok: false, reason, message })
    }
  }
  return all
}

/** The answer about several sources: the words for each, and how many were refused. */
export function answeredEach<Value>(
  all: readonly Each<Value>[],
  describe: (source: SourceId, value: Value) => string,
): Outcome {
  const refused = all.filter(({ ok }) => !ok).length
  return answered(
    all,
    (shown) =>
      shown
        .map((one) => (one.ok ? describe(one.source, one.value) : `refused  ${one.source}: ${one.message}`))
        .join('\n'),
    refused > 0 ? `${refused} of ${all.length} sources were refused; the lines above say why.` : undefined,
  )
}

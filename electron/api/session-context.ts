import type { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import type { NotebookStore } from '../store/notebook-store'
import type { AllAnnotations } from './all-annotations'
import type { Desktop } from './desktop'
import type { History, Step, StepPlace } from './history'
import type { KnownTexts } from './known-texts'
import type { Ports } from './ports'

/** What the handlers of one open notebook share. */
export type SessionContext = Ports & {
  readonly store: NotebookStore
  /** The annotations as they read today; the store has them as they were written. */
  readonly annotations: AllAnnotations
  /** What the notebook holds, as far as an import asks for it. */
  readonly texts: KnownTexts
  readonly history: History
  readonly desktop: Desktop | null
  /** Documents that could not be read, each with the sentence that says so, by its name. */
  readonly damage: Map<string, string>
  readonly publish: (event: NotebookEvent) => void
}

/** Remember a step that was done, with the text it was done in, and tell the windows. Steps of one batch are one. */
export async function recordStep(
  { history, publish }: SessionContext,
  step: Step,
  place: StepPlace | null = null,
  batch?: string,
): Promise<void> {
  await history.record(step, place, batch ?? null)
  publish({ kind: 'history' })
}

/** True when a change would leave a document as it is, and so is neither written nor a step to take back. */
export function isSame(seen: object, wanted: object): boolean {
  return JSON.stringify(seen) === JSON.stringify(wanted)
}

/** What a failure says to a person. */
export function sentenceOf(error: unknown): string {
  return error instanceof Failure ? error.message : 'A document could not be read.'
}

/** Refuse a change that was made on sight of an older revision. */
export function expectRevision(what: string, document: { readonly revision: number }, seen: number): void {
  if (document.revision === seen) return
  throw new Failure(
    'conflict',
    `The ${what} was changed elsewhere in the meantime. Look at it again, then repeat the change.`,
  )
}

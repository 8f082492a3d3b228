import type { Handlers } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { lineTyped } from '../../shared/model/line-typed'
import { nameAnnotationEdit } from '../../shared/model/name-annotation-edit'
import type { ReadingStatus, Source } from '../../shared/model/source'

/** What a step is called; edits in a row that are the same one, as typing in one field is, name it in `as`. */
export type StepName = { readonly label: string; readonly as: string | null }

type Step = StepName & {
  readonly source: SourceId | null
  readonly annotation: AnnotationId | null
  readonly undo: () => NotebookEvent[]
  readonly redo: () => NotebookEvent[]
}

type Given = {
  readonly emit: (...events: NotebookEvent[]) => void
  readonly titleOf: (source: SourceId) => string | null
  readonly annotations: Map<AnnotationId, Annotation>
}

/** What was done to a notebook in memory, step by step, and the calls that undo it. */
export function createFakeHistory({ emit, titleOf, annotations }: Given) {
  const undos: Step[] = []
  const redos: Step[] = []
  /** Swaps an entry in or out, in a way that can be undone. Changes that are named `as` the last one join it. */
  const change = <Key, Value extends { readonly revision: number }>(
    named: string | StepName,
    map: Map<Key, Value>,
    key: Key,
    next: Value | null,
    ...events: NotebookEvent[]
  ) => {
    const before = map.get(key) ?? null
    const set = (value: Value | null) => {
      if (value === null) map.delete(key)
      else map.set(key, value)
      return events
    }
    const { label, as } = typeof named === 'string' ? { label: named, as: null } : named
    const about = events.find((event) => event.kind === 'annotations' || event.kind === 'source')
    const last = undos.at(-1)
    const joined = last !== undefined && as !== null && last.as === as ? undos.pop() : undefined
    undos.push({
      label,
      as,
      // Annotations alone are told of so, under their own ids.
      annotation: about?.kind === 'annotations' ? (key as AnnotationId) : null,
      source: about?.source ?? null,
      undo: joined?.undo ?? (() => set(revised(before, map.get(key)))),
      redo: () => set(revised(next, map.get(key))),
    })
    redos.length = 0
    emit(...set(next), { kind: 'history' })
  }
  const step = (from: Step[], to: Step[], way: 'undo' | 'redo') => {
    const last = from.pop()
    if (last === undefined) throw new Failure('nothing-to-undo', `There is nothing to ${way}.`)
    to.push(last)
    emit(...last[way](), { kind: 'history' })
    const { label, source, annotation } = last
    const title = source === null ? null : titleOf(source)
    const there = annotation !== null && annotations.has(annotation) ? annotation : null
    const where =
      source === null || title === null
        ? null
        : { source, title, within: annotation !== null, annotation: there }
    return { label, where }
  }
  /** So many of the last steps become one, which is called what the last of them is called. */
  const joinLast = (count: number) => {
    const joined = count < 2 ? [] : undos.splice(-count)
    const last = joined.at(-1)
    if (last === undefined) return
    undos.push({
      ...last,
      undo: () => joined.toReversed().flatMap((one) => one.undo()),
      redo: () => joined.flatMap((one) => one.redo()),
    })
  }
  const batches = new WeakMap<Step, string>()
  /** Runs what makes steps, which become one; with those of the same batch before it. */
  const together = async <Value>(batch: string | undefined, run: () => Promise<Value>): Promise<Value> => {
    const before = undos.at(-1)
    const value = await run()
    const made = undos.length - 1 - (before === undefined ? -1 : undos.lastIndexOf(before))
    const joins = made > 0 && batch !== undefined && before !== undefined && batches.get(before) === batch
    joinLast(joins ? made + 1 : made)
    const last = undos.at(-1)
    if (made > 0 && batch !== undefined && last !== undefined) batches.set(last, batch)
    return value
  }
  /** As `change`, for many annotations at once. */
  const changeAll = (label: string, next: ReadonlyMap<AnnotationId, Annotation | null>) => {
    const before = new Map([...next.keys()].map((id) => [id, annotations.get(id) ?? null]))
    const ofSources = new Set([...next.keys()].flatMap((id) => annotations.get(id)?.target.source ?? []))
    const set = (values: ReadonlyMap<AnnotationId, Annotation | null>) => {
      for (const [id, value] of values) {
        const revision = (annotations.get(id)?.revision ?? value?.revision ?? 0) + 1
        if (value === null) annotations.delete(id)
        else annotations.set(id, { ...value, revision })
      }
      return [...ofSources].flatMap(told)
    }
    undos.push({
      label,
      as: null,
      annotation: null,
      source: null,
      undo: () => set(before),
      redo: () => set(next),
    })
    redos.length = 0
    emit(...set(next), { kind: 'history' })
  }

  const calls = {
    'history.state': async () => ({ undo: undos.at(-1)?.label ?? null, redo: redos.at(-1)?.label ?? null }),
    'history.undo': async () => {
      const { label, where } = step(undos, redos, 'undo')
      return { undone: label, where }
    },
    'history.redo': async () => {
      const { label, where } = step(redos, undos, 'redo')
      return { redone: label, where }
    },
  } satisfies Partial<Handlers>
  return { change, changeAll, together, joinLast, steps: () => undos.length, calls }
}

const statusLabels: Record<ReadingStatus, string> = {
  unread: 'mark as unread',
  reading: 'mark as being read',
  read: 'mark as read',
}

/** The name that the host gives to an update; null for what nobody did by hand: opening an unread text. */
export function nameOfSourceEdit(before: Source, after: Source): StepName | null {
  const differ = (field: keyof Source) => JSON.stringify(before[field]) !== JSON.stringify(after[field])
  if (differ('details') || differ('inferences')) return { label: 'edit source', as: lineTyped(before, after) }
  if (differ('structures')) return { label: 'edit structure', as: null }
  if (differ('decisions')) return { label: 'decide about source', as: null }
  if (differ('memo')) return { label: 'memo on source', as: `memo ${after.id}` }
  if (before.status === 'unread' && after.status === 'reading') return null
  return { label: statusLabels[after.status], as: null }
}

/** The name that the host gives to an edit of an annotation. */
export function nameOfEdit(before: Annotation, after: Annotation): StepName {
  const { label, typing } = nameAnnotationEdit(before, after)
  return { label, as: typing }
}

/** What a change of annotations is about: the list of them, and the counts in the library. */
export function told(source: SourceId): NotebookEvent[] {
  return [{ kind: 'annotations', source }, { kind: 'library' }]
}

/** A value that is put back is one more change: its revision grows. */
function revised<Value extends { readonly revision: number }>(
  value: Value | null,
  now?: Value,
): Value | null {
  return value === null || now === undefined ? value : { ...value, revision: now.revision + 1 }
}

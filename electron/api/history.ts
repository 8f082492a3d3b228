import { Failure } from '../../shared/contract/failure'
import type { AnnotationId, SourceId } from '../../shared/model/ids'

/** One thing a person did, which can be taken back and done again. The label says what, as in "tag figure". */
export type Step = {
  readonly label: string
  undo(): Promise<unknown>
  redo(): Promise<unknown>
  /** One step in place of this and the `next` one, or null when they are two things. */
  joinedWith(next: Step): Step | null
}

/** The text in which a step was made, and the annotation, if it was made to one. */
export type StepPlace = { readonly source: SourceId; readonly annotation: AnnotationId | null }

/** A step that was taken back or done again: what it was, and in which text; null for what belongs to none. */
export type Moved = { readonly label: string; readonly place: StepPlace | null }

type Entry = { readonly step: Step; readonly place: StepPlace | null; readonly batch: string | null }

const MOST_STEPS = 1000

/** The undo stack of a notebook while it is open. */
export class History {
  readonly #done: Entry[] = []
  readonly #undone: Entry[] = []
  #last: Promise<unknown> = Promise.resolve()

  /** Labels of what undo and redo would do now. */
  state(): { undo: string | null; redo: string | null } {
    return { undo: this.#done.at(-1)?.step.label ?? null, redo: this.#undone.at(-1)?.step.label ?? null }
  }

  /**
   * Remember what was just done. What had been undone before can no longer be redone. Steps of the same `batch` are one, as
   * long as nothing else is done between them: what came after a step is always taken back before it.
   */
  record(step: Step, place: StepPlace | null = null, batch: string | null = null): Promise<void> {
    return this.#inTurn(async () => {
      this.#undone.length = 0
      const last = this.#done.at(-1)
      const isBatch = batch !== null && last?.batch === batch
      const joined = isBatch ? batchWith(last.step, step) : (last?.step.joinedWith(step) ?? null)
      if (joined !== null) this.#done.pop()
      this.#done.push({ step: joined ?? step, place: isBatch ? null : place, batch })
      if (this.#done.length > MOST_STEPS) this.#done.shift()
    })
  }

  /** Take back the last step and say which it was. A step that cannot be taken back any more leaves the stack. */
  undo(): Promise<Moved> {
    return this.#inTurn(() => move(this.#done, this.#undone, 'undo'))
  }

  /** Do again what was last undone and say what it was. */
  redo(): Promise<Moved> {
    return this.#inTurn(() => move(this.#undone, this.#done, 'redo'))
  }

  /** One after another: a step that is recorded while another is taken back belongs behind it. */
  #inTurn<Result>(job: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(job)
    this.#last = result.catch(() => {})
    return result
  }
}

async function move(from: Entry[], to: Entry[], direction: 'undo' | 'redo'): Promise<Moved> {
  const entry = from.pop()
  if (entry === undefined) throw new Failure('nothing-to-undo', `There is nothing to ${direction}.`)
  const { step, place } = entry
  try {
    await step[direction]()
  } catch (error) {
    // Things have moved on: the step is gone for good. After a fault of the disk it can be tried again.
    if (!isOutdated(error)) from.push(entry)
    throw error
  }
  to.push(entry)
  return { label: step.label, place }
}

/** The two ways of something: into the trash and out of it. Both answer what it was that went. */
export type Presence<What> = {
  readonly remove: () => Promise<What>
  readonly restore: () => Promise<What>
}

/** A step that adds something or takes it away, or sets something this way or that: each way is the other's inverse. */
export function presenceStep(
  label: string,
  ways: { readonly undo: () => Promise<unknown>; readonly redo: () => Promise<unknown> },
): Step {
  return { label, ...ways, joinedWith: () => null }
}

/** Several steps that are taken back and done again as one, each after the other. */
class BatchStep implements Step {
  /** How many of the steps are done now; all of them, unless the disk failed half-way. */
  #done: number

  constructor(readonly steps: readonly Step[]) {
    this.#done = steps.length
  }

  get label(): string {
    return `${this.steps[0]?.label} and ${this.steps.length - 1} more`
  }

  async undo(): Promise<void> {
    const refused: Failure[] = []
    for (; this.#done > 0; this.#done -= 1)
      await this.steps[this.#done - 1]?.undo().catch((error: unknown) => refused.push(outdated(error)))
    this.#tell(refused)
  }

  async redo(): Promise<void> {
    const refused: Failure[] = []
    for (; this.#done < this.steps.length; this.#done += 1)
      await this.steps[this.#done]?.redo().catch((error: unknown) => refused.push(outdated(error)))
    this.#tell(refused)
  }

  joinedWith(): null {
    return null
  }

  /** One that things have moved on from does not keep the others from being taken back. */
  #tell([first, ...others]: readonly Failure[]): void {
    if (first === undefined) return
    const all = others.length + 1 === this.steps.length
    const extent = all ? 'None of it' : `All but ${others.length + 1} of ${this.steps.length} things`
    throw new Failure(first.reason, `${extent} could be taken back or done again: ${first.message}`)
  }
}

function batchWith(first: Step, next: Step): BatchStep {
  return new BatchStep([...(first instanceof BatchStep ? first.steps : [first]), next])
}

/** The refusal of a step that things have moved on from. Throws any other failure. */
function outdated(error: unknown): Failure {
  if (isOutdated(error)) return error
  throw error
}

function isOutdated(error: unknown): error is Failure {
  return error instanceof Failure && (error.reason === 'conflict' || error.reason === 'not-found')
}

type Revised = { readonly revision: number }

/** Changes one document on disk and tells the windows. */
export type ChangeDocument<Document> = (edit: (current: Document) => Document) => Promise<void>

/**
 * A step that changed fields of one document. Taking it back touches those fields alone, and only while they still
 * hold what the step left there; otherwise it is refused as a conflict. `typing` names the field while someone types
 * in it: edits of one field in a row are one step, as long as nothing else changes the document.
 */
export class EditStep<Document extends Revised> implements Step {
  constructor(
    readonly label: string,
    private readonly typing: string | null,
    private readonly before: Document,
    private readonly after: Document,
    private readonly change: ChangeDocument<Document>,
  ) {}

  undo(): Promise<void> {
    return this.change((current) => moveFields(current, this.after, this.before))
  }

  redo(): Promise<void> {
    return this.change((current) => moveFields(current, this.before, this.after))
  }

  joinedWith(next: Step): Step | null {
    if (this.typing === null || !(next instanceof EditStep) || next.typing !== this.typing) return null
    // `typing` names the document and its field, so the two steps hold documents of one type.
    const later = next as EditStep<Document>
    // What changed in between without a step is not theirs to take back.
    if (later.before.revision !== this.after.revision) return null
    return new EditStep(this.label, this.typing, this.before, later.after, this.change)
  }
}

/** Fields that every change sets anew, and the place where somebody reads, which moves without being changed. */
const bookkeeping: ReadonlySet<string> = new Set(['revision', 'modified', 'place'])

/** `current` with the fields in which `from` and `to` differ taken from `to`. */
export function moveFields<Part extends Revised, Document extends Part>(
  current: Document,
  from: Part,
  to: Part,
): Document {
  const differing = (one: Part, two: Part) => (field: string) => written(one, field) !== written(two, field)
  const fields = Object.keys({ ...from, ...to }).filter(
    (field) => !bookkeeping.has(field) && differing(from, to)(field),
  )
  if (fields.some(differing(current, from))) {
    throw new Failure(
      'conflict',
      'It was changed again since, so this step can no longer be taken back or done again.',
    )
  }
  // What `to` does not have, such as where an annotation stood earlier, goes.
  const kept = Object.entries(current).filter(
    ([field]) => !fields.includes(field) || Object.hasOwn(to, field),
  )
  const moved = Object.entries(to).filter(([field]) => fields.includes(field))
  // Each field is copied from a document of this type or from a part of one, in the order in which it is written.
  return { ...(Object.fromEntries([...kept, ...moved]) as Document), revision: current.revision + 1 }
}

function written(document: object, field: string): string | undefined {
  return JSON.stringify(Object.entries(document).find(([key]) => key === field)?.[1])
}

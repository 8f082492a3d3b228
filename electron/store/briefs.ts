import { join } from 'node:path'
import { z } from 'zod'
import { passagesOf } from '../../shared/briefing/walk-brief'
import { Failure } from '../../shared/contract/failure'
import { Brief } from '../../shared/model/brief'
import { BriefId } from '../../shared/model/ids'
import type { BriefSummary, TrashEntry } from '../../shared/model/notebook'
import { notRead } from './disk-failure'
import { previousOf } from './durable-file'
import { moveDurably, StandingMove } from './durable-folder'
import { orAbsent } from './file-system'
import type { Home } from './home'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { withoutLeftBehind } from './left-behind'
import { Queue } from './queue'
import { readState } from './read-state'
import { type Changed, StoredDocument } from './stored-document'
import { listTrash, type Trashed, trashName } from './trash-folder'

/** A brief that is there but could not be read; `found` is what it is where this version does not know the text of it alone. */
export type DamagedBrief = {
  readonly brief: BriefId
  readonly error: unknown
  readonly found: FoundBrief | null
}

/** A brief whose text may be anything. */
export const FoundBrief = z.strictObject({ ...Brief.shape, document: z.unknown() })
export type FoundBrief = z.infer<typeof FoundBrief>

export type ListedBriefs = {
  readonly briefs: readonly BriefSummary[]
  readonly damaged: readonly DamagedBrief[]
}

/** The briefs of a notebook, one document each. */
export class Briefs {
  readonly #kept = new Map<BriefId, StoredDocument<Brief>>()
  /** Briefs are few and small, so one queue orders the changes of all of them. */
  readonly #queue = new Queue()

  constructor(
    private readonly home: Home,
    private readonly keep: boolean,
  ) {}

  /** Oldest first, then by id so that the order is total. One that cannot be read does not hide the others. */
  async list(): Promise<ListedBriefs> {
    const whole: Brief[] = []
    const failed: DamagedBrief[] = []
    await inParallel((await this.#ids()).toSorted(), FILES_AT_ONCE, async (id) => {
      try {
        whole.push(await this.#document(id).read())
      } catch (error) {
        failed.push({ brief: id, error, found: await this.find(id).catch(() => null) })
      }
    })
    // One may have gone to the trash while it was read, which is no damage.
    const left = failed.length === 0 ? [] : await this.#ids()
    return {
      briefs: whole.toSorted(byCreated).map(summariseBrief),
      damaged: failed.filter(({ brief }) => left.includes(brief)),
    }
  }

  async read(id: BriefId): Promise<Brief> {
    if (!this.#kept.has(id) && !(await this.#ids()).includes(id)) throw notFound(id)
    return this.#document(id).read()
  }

  /** A brief as its file says, also where this version does not know its text; null where it does not say. Nothing is changed. */
  async find(id: BriefId): Promise<FoundBrief | null> {
    const found = await readState(this.home, { name: nameOf(id), schema: FoundBrief })
    return found === null || found.status === 'damaged' ? null : found.document
  }

  add(brief: Brief): Promise<void> {
    return this.#queue.run(async () => {
      if ((await this.#ids()).includes(brief.id))
        throw new Failure('conflict', `There is a brief ${brief.id} already.`)
      const document = this.#open(nameOf(brief.id), brief)
      // A copy, since a value that is returned as it came counts as no change.
      await document.change((value) => ({ ...value }))
      this.#kept.set(brief.id, document)
    })
  }

  change(id: BriefId, change: (brief: Brief) => Brief): Promise<Changed<Brief>> {
    return this.#queue.run(async () => {
      await this.read(id)
      return this.#document(id).change(change)
    })
  }

  /** Look at the file of a brief again, and put it right where it is damaged or gone. Throws a Failure when it is lost. */
  mend(id: BriefId): Promise<void> {
    return this.#document(id).lookAgain()
  }

  /** Look at the briefs that were saved, before they are forgotten. */
  async lookBack(): Promise<void> {
    for (const document of this.#kept.values()) await document.lookBack()
  }

  /** As `mend`, for one in the trash, given its path in the notebook. */
  async mendTrashed(name: string): Promise<void> {
    await this.#open(name, null).read()
  }

  trash(id: BriefId, deleted: string): Promise<void> {
    return this.#queue.run(async () => {
      if (!(await this.#ids()).includes(id)) throw notFound(id)
      await this.mend(id).catch(toldWhereRead)
      await this.#move(id, nameOf(id), `trash/${trashName(id, deleted)}.json`)
    })
  }

  restore(id: BriefId): Promise<void> {
    return this.#queue.run(async () => {
      const entry = (await this.#trashed()).find((trashed) => trashed.id === id)
      if (entry === undefined) throw notInTrash(id)
      await this.mendTrashed(`trash/${entry.name}`).catch(toldWhereRead)
      await this.#move(id, `trash/${entry.name}`, nameOf(id))
    })
  }

  /** Runs `job`, which may put another file in the place of a brief, while nobody changes any; they are read anew. */
  replace<Value>(job: () => Promise<Value>): Promise<Value> {
    return this.#queue.run(async () => {
      try {
        return await job()
      } finally {
        this.#kept.clear()
      }
    })
  }

  /** What `restore` can bring back. One that cannot be read is listed by its id. */
  async listTrash(): Promise<Extract<TrashEntry, { kind: 'brief' }>[]> {
    return inParallel(await this.#trashed(), FILES_AT_ONCE, async ({ id, name, deleted }) => {
      const document = this.#open(`trash/${name}`, null)
      const title = await document.read().then(
        (brief) => brief.title,
        () => `A brief that cannot be read (${id})`,
      )
      return { kind: 'brief', brief: id, title, deleted }
    })
  }

  #trashed(): Promise<Trashed<BriefId>[]> {
    return listTrash(this.home, { ids: BriefId, ending: '.json' })
  }

  /** The document first: where its last good generation cannot follow, that is passed over (see `withoutLeftBehind`). */
  async #move(id: BriefId, from: string, to: string): Promise<void> {
    const { fs, folder } = this.home
    const [here, there] = [join(folder, from), join(folder, to)]
    try {
      await moveDurably(fs, here, there)
    } catch (error) {
      if (error instanceof StandingMove) this.#kept.delete(id)
      throw error
    }
    this.#kept.delete(id)
    await fs.rename(previousOf(here), previousOf(there)).catch(() => undefined)
  }

  async #ids(): Promise<BriefId[]> {
    const folder = join(this.home.folder, 'briefs')
    try {
      const found = (await orAbsent(this.home.fs.readdir(folder))) ?? []
      const trash = (await orAbsent(this.home.fs.readdir(join(this.home.folder, 'trash')))) ?? []
      const names = withoutLeftBehind(found, [...found, ...trash])
      const ids = names.map((name) => name.replace(/\.json(\.previous)?$/, ''))
      return [...new Set(ids.filter((id): id is BriefId => BriefId.safeParse(id).success))]
    } catch (error) {
      throw notRead(error, folder)
    }
  }

  #document(id: BriefId): StoredDocument<Brief> {
    const document = this.#kept.get(id) ?? this.#open(nameOf(id), null)
    if (this.keep) this.#kept.set(id, document)
    return document
  }

  #open(name: string, ifAbsent: Brief | null): StoredDocument<Brief> {
    return new StoredDocument(this.home, { name, schema: Brief }, ifAbsent)
  }
}

function nameOf(id: BriefId): string {
  return `briefs/${id}.json`
}

function summariseBrief({ id, revision, title, modified, document }: Brief): BriefSummary {
  const excerpts = passagesOf(document).length
  return { id, revision, title, modified, excerpts }
}

function byCreated(a: Brief, b: Brief): number {
  if (a.created !== b.created) return a.created < b.created ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** A brief that is damaged can be moved like others. */
function toldWhereRead(): void {}

function notFound(id: BriefId): Failure {
  return new Failure('not-found', `There is no brief ${id} in this notebook; it may have been deleted.`)
}

function notInTrash(id: BriefId): Failure {
  return new Failure('not-found', `There is no brief ${id} in the trash; it may have been restored already.`)
}

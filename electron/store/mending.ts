import { Failure } from '../../shared/contract/failure'
import type { Fault } from '../../shared/model/health'
import { BriefId, SourceId } from '../../shared/model/ids'
import type { Notebook, SourceSummary } from '../../shared/model/notebook'
import type { Briefs } from './briefs'
import { briefsGone, bringBack, faultOfGone, isSourceGone } from './bring-back'
import type { KnownSources } from './known-sources'
import type { SharedLists } from './shared-lists'
import type { Care } from './take-care'
import { trashedSources } from './trashed-sources'
import { writeNotebookAgain } from './which-notebook'

type Ports = Care & {
  readonly notebook: Notebook
  readonly known: KnownSources
  readonly briefs: Briefs
  readonly lists: SharedLists
  /** Called with the path of what was brought back. */
  readonly onReplaced: (name: string) => void
}

/** Looks at files of an open notebook that seem to be damaged or gone, whichever document they hold, and puts back what is known. */
export class Mending {
  /** What the catalogue knew and nobody found when the notebook was opened. */
  #gone: readonly SourceSummary[] = []
  #isWriter = false
  #looking: Promise<unknown> = Promise.resolve()

  constructor(private readonly ports: Ports) {}

  /** Look at one, given its path in the notebook. To be called as a change, and throws a Failure when nothing good is known of it. */
  async lookAt(name: string): Promise<void> {
    const { home, gate, notebook, known, briefs, lists } = this.ports
    if (name === 'notebook.json') return writeNotebookAgain(home, notebook)
    const [folder = '', entry = '', ...rest] = name.split('/')
    const list = (['codebook', 'actors', 'views'] as const).find((one) => name === `${one}.json`)
    if (list !== undefined) return lists.mend(list)
    const source = sourceOf(name)
    if (source !== null) {
      const documents = known.of(source)
      const file = rest.join('/')
      return documents.queue.run(async () => {
        gate.expectFinished()
        if (file === '') await this.#bringBack(source)
        else await documents.mend(file)
      })
    }
    const brief = BriefId.safeParse(entry.replace(/\.json$/, ''))
    if (folder === 'briefs' && brief.success) return briefs.mend(brief.data)
    if (folder === 'trash') return this.#lookAtTrashed(name)
    throw new Failure('not-found', `There is no document ${name} in a notebook.`)
  }

  /**
   * Sources that were there when the notebook was last open come back, where it may be changed, and so do briefs that the
   * newest backup has; of a source that cannot, it is told.
   */
  lookForGone(gone: readonly SourceSummary[], isWriter: boolean): void {
    this.#gone = gone
    this.#isWriter = isWriter
    // What cannot be looked at now is found by a look at every file.
    if (isWriter) this.#looking = Promise.allSettled([this.#lookForGone(), this.#lookForBriefs()])
  }

  /** What is to be told of each source that was there once and lies nowhere now. */
  async gone(): Promise<readonly Fault[]> {
    const { home, health } = this.ports
    await this.#looking
    const found = new Map<string, Fault | null>()
    for (const { at: _, ...fault } of (await health.read()).incidents) {
      const id = sourceOf(fault.file)
      if (id === null || fault.file !== `sources/${id}` || found.has(fault.file)) continue
      const isOpen = fault.kind === 'missing' && !fault.mended && (await isSourceGone(home, id))
      found.set(fault.file, isOpen ? fault : null)
    }
    for (const { id, title } of this.#gone)
      if ((found.get(`sources/${id}`) ?? null) === null)
        found.set(`sources/${id}`, await faultOfGone(home, { id, title }, this.#isWriter))
    return [...found.values()].filter((fault) => fault !== null)
  }

  async #lookForGone(): Promise<void> {
    const { home, gate, health, known } = this.ports
    for (const { id, title } of this.#gone) {
      const look = async () => {
        gate.expectFinished()
        if (await this.#bringBack(id)) return
        const fault = await faultOfGone(home, { id, title })
        if (fault !== null) health.note(fault)
      }
      // Where the disk does not take them now, a look at every file finds them.
      await gate.pass(() => known.of(id).queue.run(look)).catch(() => undefined)
    }
  }

  async #lookForBriefs(): Promise<void> {
    const { home, gate, backups } = this.ports
    const known = await backups.newestDocuments()
    const gone = await briefsGone(home, known)
    for (const place of gone) await gate.pass(() => this.lookAt(place)).catch(() => undefined)
  }

  async #bringBack(id: SourceId): Promise<boolean> {
    const { home, backups, health, known, onReplaced } = this.ports
    const { fs, folder } = home
    const brought = await bringBack({ fs, folder, backups }, id, known.of(id).known())
    if (brought === null) return false
    await known.arrive(brought.source)
    health.note(brought.fault)
    onReplaced(brought.fault.file)
    return true
  }

  async #lookAtTrashed(name: string): Promise<void> {
    const [, entry = '', ...rest] = name.split('/')
    if (rest.length === 0) return this.ports.briefs.mendTrashed(name)
    const trashed = (await trashedSources(this.ports.home)).find(({ folder }) => folder === `trash/${entry}`)
    if (trashed !== undefined) return trashed.documents.mend(rest.join('/'))
  }
}

/** The source in which a document lies, or whose folder it is; null for one that lies elsewhere. */
export function sourceOf(name: string): SourceId | null {
  return SourceId.safeParse(/^sources\/([^/]+)(?:\/|$)/.exec(name)?.[1]).data ?? null
}

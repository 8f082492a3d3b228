import { sharedShare } from '../../shared/anchoring/shared-share'
import { MAYBE, maybeShared, sketchOf } from '../../shared/anchoring/sketch'
import { projectText } from '../../shared/anchoring/text-projection'
import type { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import { ALIKE, type Alike } from '../../shared/contract/intake'
import { textFinder } from '../../shared/matching/find-texts'
import { PassageIndex } from '../../shared/matching/passage-index'
import { keysOf, type TextKeys } from '../../shared/matching/text-keys'
import { isSeparate } from '../../shared/model/decisions'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion, type Source, type VersionEntry } from '../../shared/model/source'
import { FILES_AT_ONCE, inParallel } from '../store/in-parallel'
import type { NotebookStore } from '../store/notebook-store'
import { Queue } from '../store/queue'

/** So many texts are read at most to tell how much they share with one. */
const MOST_COMPARED = 12
const MOST_ALIKE = 10

/** Longer texts, taken together, are not laid side by side: it would hold up everything else for longer than a tenth of a second. */
const MOST_ALIGNED = 300_000

type KnownSource = Pick<Source, 'id' | 'added'> & {
  readonly keys: TextKeys
  readonly versions: readonly VersionEntry[]
  /** Its keys in the index of passages. */
  readonly passages: readonly number[]
}

/** A version of a source that may be like another text. */
type Candidate = {
  readonly source: SourceId
  readonly version: number
  /** True when both name one address. */
  readonly isAtAddress: boolean
}

/**
 * What the notebook holds, as far as an import asks for it: of which bytes, under which addresses and names, and of which
 * passages. It is read before or when it is first asked for, and follows each change that this host makes. A source that cannot be
 * read is passed over.
 */
export class KnownTexts {
  readonly #sources = new Map<SourceId, KnownSource>()
  readonly #holders = new Map<string, Set<SourceId>>()
  readonly #passages = new PassageIndex()
  /** What each key in the index of passages stands for. */
  readonly #versions: { readonly source: SourceId; readonly version: number }[] = []
  /** Versions whose passages were not noted down when they were written. */
  #unsketched: { readonly source: SourceId; readonly version: number }[] = []
  /** Sources that changed since they were read. */
  readonly #stale = new Set<SourceId>()
  /** Sources of the library that could not be read. */
  readonly #unread = new Set<SourceId>()
  readonly #turn = new Queue()
  #wasRead = false
  #finder: ReturnType<typeof textFinder> | null = null

  constructor(private readonly store: Pick<NotebookStore, 'library' | 'readSource' | 'readVersion'>) {}

  /** To be told of every event. */
  follow(event: NotebookEvent): void {
    if (event.kind === 'source') this.#stale.add(event.source)
  }

  /** Takes a source in before anything is asked, so that the first import does not wait for all of them. */
  prepare(id: SourceId): Promise<void> {
    return this.#turn.run(async () => {
      if (this.#sources.has(id)) return
      await this.#take(id)
      await this.#sketch()
    })
  }

  /** The sources with a version that was read from bytes of this checksum. */
  async holdersOf(sha256: string): Promise<readonly Source[]> {
    await this.#upToDate()
    const holders = [...(this.#holders.get(sha256) ?? [])]
    const sources = await inParallel(holders, FILES_AT_ONCE, (id) => this.#read(id))
    return sources.filter((source) => source !== null)
  }

  /** The sources of the library that could not be read when they were to be taken in. */
  async unread(): Promise<readonly SourceId[]> {
    await this.#upToDate()
    return [...this.#unread]
  }

  /** Finds the sources that something elsewhere names. */
  async finder(): Promise<ReturnType<typeof textFinder>> {
    await this.#upToDate()
    this.#finder ??= textFinder(Array.from(this.#sources.values(), ({ keys }) => keys))
    return this.#finder
  }

  /**
   * Takes in a source that was just added, and tells which earlier texts are like it. `later` are the sources that a
   * person is to be asked about because of it: they were asked for after it, and were read sooner.
   */
  async meet(source: Source, text: string): Promise<{ readonly alike: Alike[]; readonly later: SourceId[] }> {
    await this.#allSketched()
    const candidates = this.#candidates(source, text)
    this.#learn(source)
    const { earlier, later } = await this.#decide(source, text, candidates)
    return { alike: earlier, later: later.map((one) => one.source) }
  }

  /**
   * Which texts that were added before a source are like its newest version: of two, only the later one asks about the
   * other. Throws a Failure when it cannot be read.
   */
  async alikeTo(id: SourceId): Promise<Alike[]> {
    const source = await this.store.readSource(id)
    // Another program may have put sources there that no event told of.
    if (this.#wasRead)
      for (const one of this.store.library()) if (!this.#sources.has(one.id)) this.#stale.add(one.id)
    await this.#allSketched()
    const text = await this.#textOf(id, currentVersion(source).number)
    return (await this.#decide(source, text, this.#candidates(source, text))).earlier
  }

  #upToDate(): Promise<void> {
    return this.#turn.run(async () => {
      const ids = new Set(this.#stale)
      if (!this.#wasRead) for (const { id } of this.store.library()) if (!this.#sources.has(id)) ids.add(id)
      this.#wasRead = true
      this.#stale.clear()
      await inParallel([...ids], FILES_AT_ONCE, (id) => this.#take(id))
    })
  }

  async #allSketched(): Promise<void> {
    await this.#upToDate()
    await this.#turn.run(() => this.#sketch())
  }

  async #take(id: SourceId): Promise<void> {
    const source = await this.#read(id)
    if (source === null) {
      this.#unread.add(id)
      this.#forget(id)
    } else {
      this.#unread.delete(id)
      this.#learn(source)
    }
  }

  async #sketch(): Promise<void> {
    const wanting = this.#unsketched
    this.#unsketched = []
    await inParallel(wanting, FILES_AT_ONCE, async ({ source, version }) => {
      const text = await orNull(this.#textOf(source, version))
      const known = this.#sources.get(source)
      if (text === null || known === undefined) return
      const passages = [...known.passages, this.#addPassages(source, version, sketchOf(text))]
      this.#sources.set(source, { ...known, passages })
    })
  }

  #learn(source: Source): void {
    const { id, added, versions } = source
    const keys = keysOf(source)
    const known = this.#sources.get(id)
    this.#finder = null
    if (known !== undefined && isSameVersions(known.versions, versions)) {
      this.#sources.set(id, { ...known, keys })
      return
    }
    this.#forget(id)
    const passages = versions.flatMap(({ number, sketch }) => {
      if (sketch !== undefined) return [this.#addPassages(id, number, sketch)]
      this.#unsketched.push({ source: id, version: number })
      return []
    })
    for (const { original } of versions) {
      const holders = this.#holders.get(original.sha256)
      if (holders === undefined) this.#holders.set(original.sha256, new Set([id]))
      else holders.add(id)
    }
    this.#sources.set(id, { id, added, keys, versions: versions.map(bare), passages })
  }

  #forget(id: SourceId): void {
    const known = this.#sources.get(id)
    if (known === undefined) return
    this.#finder = null
    this.#sources.delete(id)
    this.#unsketched = this.#unsketched.filter(({ source }) => source !== id)
    for (const key of known.passages) this.#passages.remove(key)
    for (const { original } of known.versions) {
      const holders = this.#holders.get(original.sha256)
      holders?.delete(id)
      if (holders?.size === 0) this.#holders.delete(original.sha256)
    }
  }

  #addPassages(source: SourceId, version: number, sketch: string): number {
    const key = this.#passages.add(sketch)
    this.#versions[key] = { source, version }
    return key
  }

  /**
   * For each other source the version that seems to share most with the text: those at its address first, then those that
   * share most.
   */
  #candidates(source: Source, text: string): Candidate[] {
    const { sketch = sketchOf(text) } = currentVersion(source)
    const best = new Map<SourceId, Candidate>()
    for (const { key, share } of this.#passages.find(sketch, 10 * MOST_COMPARED)) {
      const known = this.#versions[key]
      if (known === undefined || known.source === source.id || share < MAYBE) continue
      if (!best.has(known.source)) best.set(known.source, { ...known, isAtAddress: false })
    }
    const there = this.#atAddressOf(source).map((one) => ({
      ...one,
      ...best.get(one.source),
      isAtAddress: true,
    }))
    for (const { source: id } of there) best.delete(id)
    return [...there, ...best.values()]
  }

  /** The sources of the same address that were added last before this one and first after it, in their newest versions. */
  #atAddressOf(source: Source): Candidate[] {
    const { address } = keysOf(source)
    // The address of a whole site tells no text.
    if (address === null || !/[/?]/.test(address)) return []
    const there = [...this.#sources.values()]
      .filter(({ id, keys }) => keys.address === address && id !== source.id)
      .toSorted((one, other) => (isEarlier(one, other) ? -1 : 1))
    const near = [
      there.findLast((one) => isEarlier(one, source)),
      there.find((one) => isEarlier(source, one)),
    ]
    return near.flatMap((one) => {
      const newest = one?.versions.at(-1)
      return one === undefined || newest === undefined
        ? []
        : [{ source: one.id, version: newest.number, isAtAddress: true }]
    })
  }

  /** Which of the candidates share as much as is asked about, from their texts, or were read from the same address. */
  async #decide(
    source: Source,
    text: string,
    candidates: readonly Candidate[],
  ): Promise<Record<'earlier' | 'later', Alike[]>> {
    const own = currentVersion(source)
    const sketch = own.sketch ?? sketchOf(text)
    const alike = { earlier: [] as Alike[], later: [] as Alike[] } // empty as yet
    let compared = 0
    for (const candidate of candidates) {
      if (compared === MOST_COMPARED) break
      const other = await this.#read(candidate.source)
      const entry = other?.versions.find(({ number }) => number === candidate.version)
      if (other === null || entry === undefined) continue
      if (isSeparate(source.decisions, other.id) || isSeparate(other.decisions, source.id)) continue
      if (!candidate.isAtAddress && entry.sketch !== undefined && maybeShared(sketch, entry.sketch) < MAYBE)
        continue
      compared += 1
      const otherText = await orNull(this.#textOf(other.id, entry.number))
      if (otherText === null) continue
      const share = shareOf({ text, sketch }, { text: otherText, sketch: entry.sketch })
      if (share < ALIKE && !candidate.isAtAddress) continue
      const same = entry.original.sha256 === own.original.sha256
      alike[isEarlier(other, source) ? 'earlier' : 'later'].push({
        source: other.id,
        title: other.details.title,
        version: entry.number,
        share,
        same,
      })
    }
    return { earlier: mostAlike(alike.earlier), later: mostAlike(alike.later) }
  }

  async #textOf(source: SourceId, version: number): Promise<string> {
    return projectText((await this.store.readVersion(source, version)).blocks).text
  }

  #read(id: SourceId): Promise<Source | null> {
    return orNull(this.store.readSource(id))
  }
}

function mostAlike(some: readonly Alike[]): Alike[] {
  return some.toSorted((a, b) => b.share - a.share).slice(0, MOST_ALIKE)
}

/** By when they were asked for; of two of the same moment, either is the earlier one for good. */
function isEarlier(one: Pick<Source, 'id' | 'added'>, other: Pick<Source, 'id' | 'added'>): boolean {
  return one.added < other.added || (one.added === other.added && one.id < other.id)
}

type Sketched = { readonly text: string; readonly sketch: string | undefined }

/** How much two texts share. Of long ones it is told from their passages, of which they share fewer than of their words. */
function shareOf(one: Sketched, other: Sketched): number {
  if (one.text === other.text) return 1
  if (one.text.length + other.text.length <= MOST_ALIGNED) return sharedShare(one.text, other.text)
  return maybeShared(one.sketch ?? sketchOf(one.text), other.sketch ?? sketchOf(other.text))
}

/** What is compared of a version, without its sketch, which the index of passages holds. */
function bare({ sketch: _sketch, ...entry }: VersionEntry): VersionEntry {
  return entry
}

function isSameVersions(some: readonly VersionEntry[], others: readonly VersionEntry[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ created, original }, nth) => {
      const other = others[nth]
      return other?.created === created && other.original.sha256 === original.sha256
    })
  )
}

/** What cannot be read, or is gone, is passed over here; whoever opens it is told. */
async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}

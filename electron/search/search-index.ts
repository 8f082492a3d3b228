import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Books } from '../../shared/model/edit-codebook'
import { SourceId } from '../../shared/model/ids'
import type { SearchAnswer, SearchHit } from '../../shared/model/search'
import { describeHit } from '../../shared/search/describe-hit'
import { findHits } from '../../shared/search/find-hits'
import { parseQuery } from '../../shared/search/parse-query'
import { isAbsent, realFileSystem } from '../store/file-system'
import { SharedLists } from '../store/shared-lists'
import { stampSource } from '../store/source-stamps'
import { CacheFiles, type KeptSheet, type NewSheet } from './cache-files'
import { IndexedSource } from './indexed-source'
import type { Question, Searched } from './messages'
import { type AskAgain, readSource } from './read-source'

/** Sources that are read at once; and those whose folders are looked at at once, which costs next to nothing. */
const READ_AT_ONCE = 4
const LOOKED_AT_ONCE = 64
/** What was read is kept when there are so many characters of it, or when all is read. */
const KEEP_AT = 4_000_000
/** A question waits so long for what was changed right before it, when that is not much. */
const PATIENCE_MS = 500
const FEW = 16
/** After so many refusals a question asks for nothing more of what could not be read, so that it costs the same however much that is. */
const MOST_REFUSALS = 4
/** With more pairs of files than this, or with as much in them that is out of date, all is written anew. */
const MOST_PAIRS = 12

/**
 * All words of a notebook, in memory and in the cache. A source that was kept is answered for at once, and compared with
 * its folder by and by; the hits that are shown are compared first, so that nothing is shown that is no longer there.
 */
export class SearchIndex {
  readonly #sources = new Map<SourceId, IndexedSource>()
  /** To be read, with a number that says by which news. */
  readonly #pending = new Map<SourceId, number>()
  /** Not yet compared with their folders. */
  readonly #doubted = new Set<SourceId>()
  /** What could not be read. Each question asks for some of it again, whoever was asked for last at the end. */
  readonly #unread = new Map<SourceId, readonly AskAgain[]>()
  #askingAgain: Promise<void> | null = null
  readonly #cache: CacheFiles
  readonly #lists: SharedLists
  readonly #ready: Promise<void>
  #begin: (as: Role) => void = () => undefined
  #role: Role = 'reader'
  #news = 0
  /** So often it was said that sources came or went, since they were last listed. */
  #listings = 1
  #isListed = false
  #working: Promise<void> | null = null
  #closed = false
  readonly #waiting: (() => void)[] = []
  #fresh: NewSheet[] = []
  #freshSize = 0
  #pairs: readonly string[] = []
  readonly #useless: string[] = []
  #keptBytes = 0

  constructor(private readonly searched: Searched) {
    this.#cache = new CacheFiles(searched.cache)
    this.#lists = new SharedLists({ fs: realFileSystem, folder: searched.notebook, repair: null }, false)
    const begun = new Promise<Role>((resolve) => {
      this.#begin = resolve
    })
    this.#ready = this.#load(begun)
  }

  /** The sources may be read. Whoever is the one writer of the notebook also tidies up in the cache. */
  begin(writer: boolean): void {
    this.#begin(writer ? 'writer' : 'reader')
  }

  changed(source: SourceId): void {
    this.#pending.set(source, (this.#news += 1))
    this.#work()
  }

  listed(): void {
    this.#listings += 1
    this.#work()
  }

  async ask({ query: text, limit, frame }: Question): Promise<SearchAnswer> {
    await this.#ready
    const query = parseQuery(text)
    const books = query.filters.some(({ field }) => namesEntries.has(field)) ? await this.#readBooks() : null
    if (this.#unread.size > 0 || !this.#isListed) await this.#askAgain()
    for (;;) {
      if (this.#isBehind && this.#pending.size <= FEW) await patiently(this.#caughtUp())
      const { total, best } = findHits(this.#searchable(), query, { frame, limit, books })
      await this.#compare(best.map(({ source }) => source.id))
      const hits: SearchHit[] = []
      for (const found of best) {
        const source = this.#sources.get(found.source.id)
        if (source === undefined || source !== found.source || this.#pending.has(source.id)) continue
        const hit = describeHit(found, query, frame, (_, sheet, from, to) =>
          source.plain[sheet].slice(from, to),
        )
        if (hit === null) this.#forget(source.id)
        else hits.push(hit)
      }
      // Every turn that finds fault leaves fewer sources to find fault with.
      if (hits.length < best.length) continue
      return { total, hits, notices: [...query.notices], missing: this.#pending.size }
    }
  }

  /** Keeps what was read. */
  async close(): Promise<void> {
    this.#closed = true
    this.#begin('nobody')
    await this.#ready
    await this.#working
    await this.#keep()
    await this.#cache.close()
  }

  /** Look whether what could not be read can be, and read that. No question waits for a disk that does not answer. */
  #askAgain(): Promise<void> {
    this.#askingAgain ??= patiently(
      this.#askForUnread().finally(() => {
        this.#askingAgain = null
      }),
    )
    return this.#askingAgain
  }

  async #askForUnread(): Promise<void> {
    if (!this.#isListed) this.listed()
    let refusals = 0
    // Whoever is asked for goes to the end.
    const waiting = Array.from(this.#unread)
    for (const [id, parts] of waiting) {
      let asked = 0
      for (const ask of parts) {
        if (this.#closed || refusals === MOST_REFUSALS) break
        asked += 1
        if (await ask()) {
          this.changed(id)
          break
        }
        refusals += 1
      }
      if (asked === 0) return
      // It may have been read meanwhile.
      if (this.#unread.get(id) !== parts) continue
      this.#unread.delete(id)
      this.#unread.set(id, [...parts.slice(asked), ...parts.slice(0, asked)])
    }
  }

  async #load(begun: Promise<Role>): Promise<void> {
    const { sheets, pairs, useless, bytes } = await this.#cache.load()
    this.#pairs = pairs
    this.#useless.push(...useless)
    this.#keptBytes = bytes
    for (const source of sourcesFrom(sheets)) {
      this.#sources.set(source.id, source)
      this.#doubted.add(source.id)
    }
    // Before that, opening the notebook may have something to finish in them.
    this.#role = await begun
    if (this.#role === 'nobody') return
    // What went to the trash in the meantime must not be found, and what came is missing.
    await this.#list()
    this.#work()
  }

  *#searchable(): Iterable<IndexedSource> {
    for (const source of this.#sources.values()) if (!this.#pending.has(source.id)) yield source
  }

  /** True while something is known to have changed that was not read yet. */
  get #isBehind(): boolean {
    return this.#listings > 0 || this.#pending.size > 0
  }

  #caughtUp(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  #work(): void {
    this.#working ??= this.#ready
      .then(() => this.#workOff())
      .finally(() => {
        this.#working = null
        // News may have come when all was done but the tidying up.
        if (this.#isBehind && !this.#closed) this.#work()
      })
  }

  async #workOff(): Promise<void> {
    while (!this.#closed) {
      if (this.#listings > 0) await this.#list()
      if (this.#pending.size > 0) await this.#readSome()
      if (this.#isBehind) continue
      for (const resume of this.#waiting.splice(0)) resume()
      if (this.#doubted.size > 0) await this.#compare([...this.#doubted].slice(0, LOOKED_AT_ONCE))
      else break
    }
    if (this.#closed) return
    await this.#keep()
    if (this.#role === 'writer') await this.#tidy()
  }

  /** Which sources there are. */
  async #list(): Promise<void> {
    const told = this.#listings
    const names = await this.#readNames()
    // News that came meanwhile may not be in what was listed.
    if (this.#listings === told) this.#listings = 0
    if (names === null) return
    const there = new Set<SourceId>()
    for (const name of names) {
      // Ten thousand names are looked up here while somebody waits, so only an unknown one is looked at more closely.
      // What is not an id is no key of the map.
      const id = this.#sources.get(name as SourceId)?.id ?? SourceId.safeParse(name).data
      if (id !== undefined) there.add(id)
    }
    for (const id of [...this.#sources.keys(), ...this.#pending.keys(), ...this.#unread.keys()]) {
      if (there.has(id)) continue
      this.#sources.delete(id)
      this.#pending.delete(id)
      this.#doubted.delete(id)
      this.#unread.delete(id)
    }
    for (const id of there) {
      if (!this.#sources.has(id) && !this.#unread.has(id)) this.#pending.set(id, (this.#news += 1))
    }
  }

  /** The names of what lies among the sources; null when the disk does not say, so that the next question asks again. */
  async #readNames(): Promise<readonly string[] | null> {
    try {
      const names = await realFileSystem.readdir(join(this.searched.notebook, 'sources'))
      this.#isListed = true
      return names
    } catch (error) {
      this.#isListed = false
      // Where there is no such folder nothing can be shown; its disk may come back.
      return isAbsent(error) ? [] : null
    }
  }

  async #readSome(): Promise<void> {
    const some = [...this.#pending].slice(0, READ_AT_ONCE)
    await Promise.all(
      some.map(async ([id, news]) => {
        const read = await readSource(realFileSystem, this.searched.notebook, id, this.#sources.get(id))
        // It changed while it was read.
        if (this.#pending.get(id) !== news) return
        this.#pending.delete(id)
        this.#doubted.delete(id)
        if (read.unread.length > 0) this.#unread.set(id, read.unread)
        else this.#unread.delete(id)
        if (read.source === null) this.#sources.delete(id)
        else this.#sources.set(id, read.source)
        this.#toKeep(read.fresh)
      }),
    )
    if (this.#freshSize > KEEP_AT) await this.#keep()
  }

  /** Look whether the folders of sources are as they were when the sources were read. */
  async #compare(ids: readonly SourceId[]): Promise<void> {
    const doubted = new Set(ids.filter((id) => this.#doubted.has(id)))
    await Promise.all(
      Array.from(doubted, async (id) => {
        const stamp = await stampSource(realFileSystem, this.searched.notebook, id)
        // Where there is no stamp it may be gone, or the disk refused to say.
        if (this.#doubted.delete(id) && stamp !== this.#sources.get(id)?.stamp) this.changed(id)
      }),
    )
  }

  /** What is kept of a source is not what it was made from. */
  #forget(id: SourceId): void {
    this.#sources.delete(id)
    this.changed(id)
  }

  #toKeep(sheets: readonly NewSheet[]): void {
    for (const sheet of sheets) {
      this.#fresh.push(sheet)
      this.#freshSize += sheet.record.sheet.words.length
    }
  }

  async #keep(): Promise<void> {
    const fresh = this.#fresh
    this.#fresh = []
    this.#freshSize = 0
    await this.#cache.add(fresh)
  }

  /** Remove what is of no use, and write all that is in use into one pair of files where much of what is kept is not. */
  async #tidy(): Promise<void> {
    await this.#cache.remove(this.#useless.splice(0))
    const sources = [...this.#sources.values()]
    const inUse = sources.reduce((sum, { side, text }) => sum + side.words.length + text.words.length, 0)
    if (this.#pairs.length <= MOST_PAIRS && this.#keptBytes < 3 * inUse + KEEP_AT) return
    const old = this.#pairs
    this.#pairs = []
    this.#keptBytes = 0
    for (const source of sources) {
      this.#toKeep([...source.textToKeep(), ...source.sideToKeep()])
      if (this.#freshSize > KEEP_AT) await this.#keep()
    }
    await this.#keep()
    await this.#cache.remove(old)
  }

  async #readBooks(): Promise<Books | null> {
    return this.#lists.readBooks().catch(() => null)
  }
}

/** Waits for `job`, but not for ever. */
async function patiently(job: Promise<void>): Promise<void> {
  await Promise.race([job, pause(PATIENCE_MS)])
}

const namesEntries: ReadonlySet<string> = new Set(['actor', 'code', 'issue', 'measure'])

/** For whom it is searched: for nobody where it was closed before the notebook was open. */
type Role = 'writer' | 'reader' | 'nobody'

/** The sources whose two sheets were kept. Of several sheets of a source the last one counts. */
function sourcesFrom(sheets: readonly KeptSheet[]): IndexedSource[] {
  const sides = new Map<SourceId, KeptSheet>()
  for (const kept of sheets) if (kept.record.head.of === 'side') sides.set(kept.record.head.source, kept)
  const sources: IndexedSource[] = []
  for (const { record: text, plain } of sheets) {
    if (text.head.of !== 'text') continue
    const { source: id, key, version, visible } = text.head
    const kept = sides.get(id)
    const side = kept?.record.head
    if (kept === undefined || side?.of !== 'side' || side.text !== key) continue
    const { words, lines } = text.sheet
    sources.push(
      new IndexedSource({
        id,
        kind: side.kind,
        date: side.date,
        stamp: side.stamp,
        textKey: key,
        side: kept.record.sheet,
        text: { words, lines, version, visible },
        plain: { side: kept.plain, text: plain },
        notes: kept.record.notes,
      }),
    )
  }
  return sources
}

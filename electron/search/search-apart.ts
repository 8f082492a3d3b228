import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../shared/contract/failure'
import type { SearchAnswer } from '../../shared/model/search'
import type { Program, ProgramApart, StartProgram } from '../apart/start-program'
import { searchFolder } from './cache-folder'
import { FromSearch, type Question, type ToSearch } from './messages'
import type { OpenSearch, Searcher } from './searcher'

/** Room for the words of some hundred thousand articles. */
const HEAP_MB = 4096
/** Room for what is new: what was kept for ten thousand articles comes at once and stays, and is not to be moved about. */
const NEW_MB = 32

/** How long the search process may take to keep what it read, when the notebook is closed. */
const CLOSING_MS = 2000

/** How long an answer may take, in milliseconds: one that takes longer never comes. */
const answerLimit = (): number => 60_000

/** The program of the search process, built to `path`; it runs no text as code. */
export function searchProgram(path: string): Program {
  return {
    path,
    name: 'Sourcebook search',
    options: [
      `--max-old-space-size=${HEAP_MB}`,
      `--min-semi-space-size=${NEW_MB}`,
      `--max-semi-space-size=${NEW_MB}`,
      '--disallow-code-generation-from-strings',
    ],
  }
}

type Pending = {
  readonly question: Question
  readonly resolve: (answer: SearchAnswer) => void
  readonly reject: (reason: unknown) => void
  readonly tries: number
}
type Asked = Pending & { readonly late: NodeJS.Timeout }

/**
 * Search in a process apart, so that nothing else waits for it. When the process breaks down, another one is asked what it was
 * asked; a question that breaks two processes is refused. One that does not answer has broken down.
 */
export function searchApart(start: StartProgram<ToSearch>, limit = answerLimit): OpenSearch {
  return ({ folder, id }) => {
    const searched = { notebook: folder, id, cache: searchFolder({ id, folder }) }
    return new ApartSearcher(start, { do: 'open', searched }, limit)
  }
}

class ApartSearcher implements Searcher {
  #process: ProgramApart<ToSearch> | null = null
  /** Told to every process, once it is known. */
  #begun: ToSearch | null = null
  readonly #pending = new Map<number, Asked>()
  #asked = 0
  #ended: () => void = () => undefined

  constructor(
    private readonly start: StartProgram<ToSearch>,
    private readonly opening: ToSearch,
    private readonly limit: () => number,
  ) {
    this.#process = this.#start()
  }

  begin(writer: boolean): void {
    this.#begun = { do: 'begin', writer }
    this.#process?.send(this.#begun)
  }

  ask(question: Question): Promise<SearchAnswer> {
    return new Promise((resolve, reject) => {
      this.#put({ question, resolve, reject, tries: 0 })
    })
  }

  changed(source: Parameters<Searcher['changed']>[0]): void {
    // One that is yet to be started reads what there is then.
    this.#process?.send({ do: 'changed', source })
  }

  listed(): void {
    this.#process?.send({ do: 'listed' })
  }

  async close(): Promise<void> {
    const closing = this.#process
    if (closing === null) return
    this.#process = null
    this.#refuseAll()
    const ended = new Promise<void>((resolve) => {
      this.#ended = resolve
    })
    closing.waitFor(true)
    closing.send({ do: 'close' })
    const late = new AbortController()
    await Promise.race([ended, pause(CLOSING_MS, undefined, { signal: late.signal }).catch(() => undefined)])
    late.abort()
    closing.kill()
  }

  #start(): ProgramApart<ToSearch> {
    const begun = this.start({
      answered: (message) => {
        if (this.#process !== begun) return
        const answer = FromSearch.safeParse(message)
        if (answer.success) return this.#settle(answer.data)
        // It cannot be trusted any more.
        begun.kill()
        this.#again()
      },
      ended: () => {
        this.#ended()
        if (this.#process === begun) this.#again()
      },
    })
    begun.waitFor(false)
    begun.send(this.opening)
    if (this.#begun !== null) begun.send(this.#begun)
    return begun
  }

  #put(pending: Pending): void {
    this.#process ??= this.#start()
    const asked = this.#process
    const number = (this.#asked += 1)
    this.#pending.set(number, { ...pending, late: setTimeout(asked.kill, this.limit()).unref() })
    asked.waitFor(true)
    asked.send({ do: 'ask', number, question: pending.question })
  }

  #settle({ number, answer }: FromSearch): void {
    const asked = this.#pending.get(number)
    clearTimeout(asked?.late)
    asked?.resolve(answer)
    this.#pending.delete(number)
    if (this.#pending.size === 0) this.#process?.waitFor(false)
  }

  /** The process is gone. Without a question it is started when there is one. */
  #again(): void {
    this.#process = null
    const waiting = [...this.#pending.values()]
    this.#pending.clear()
    for (const { late, ...pending } of waiting) {
      clearTimeout(late)
      if (pending.tries === 0) this.#put({ ...pending, tries: 1 })
      else pending.reject(brokeDown())
    }
  }

  #refuseAll(): void {
    for (const { reject, late } of this.#pending.values()) {
      clearTimeout(late)
      reject(brokeDown())
    }
    this.#pending.clear()
  }
}

function brokeDown(): Failure {
  return new Failure(
    'unavailable',
    'The program that searches broke down, and so did the one after it. Ask for something else, or open the notebook anew.',
  )
}

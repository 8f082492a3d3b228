import { inFull, type Order, type Outcome, type Part } from './part'
import { parts } from './parts'

/**
 * The program behind `npm run torture`: makes one slice of one part, and says in a line of JSON what became of it. Started
 * with nothing it says which parts there are.
 */
export type Asked = {
  readonly part: string
  readonly seed: number
  readonly count: number
  readonly seconds: number
  readonly canaries: boolean
}

export type Told =
  | { readonly note: string }
  | { readonly parts: readonly KnownPart[] }
  | {
      readonly slice: Outcome
      readonly canaries: readonly { readonly name: string; readonly seen: boolean; readonly runs: number }[]
    }

type KnownPart = Pick<Part, 'id' | 'name' | 'promise' | 'made'> & {
  readonly long: number
  readonly missing: string | null
}

const MOST_FAILURES = 20

function tell(told: Told): void {
  console.log(JSON.stringify(told))
}

async function makeSlice({ part: id, seed, count, seconds, canaries }: Asked): Promise<void> {
  const part = parts.find((one) => one.id === id)
  if (part === undefined) throw new Error(`there is no part ${id}`)
  const note = (sentence: string) => tell({ note: sentence })
  const order = { seed, count, note, signal: AbortSignal.timeout(seconds * 1000), enough: MOST_FAILURES }
  const seen = canaries ? await askCanaries(part, order) : []
  tell({ slice: await part.run(order), canaries: seen })
}

/** Which of the breaks the part sees. A canary that cannot be made is not seen. */
async function askCanaries(part: Part, order: Order) {
  const seen = []
  for (const { name, count, run } of part.canaries) {
    try {
      const { runs, failures } = await run({ ...order, count, enough: 1, note: () => undefined })
      seen.push({ name, runs, seen: failures.length > 0 })
    } catch (error) {
      order.note(`The canary “${name}” could not be made: ${inFull(error)}`)
      seen.push({ name, runs: 0, seen: false })
    }
  }
  return seen
}

// What we were started with is written by scripts/torture.mjs.
const asked = JSON.parse(process.argv[2] ?? 'null') as Asked | null
if (asked === null)
  tell({
    parts: parts.map(({ id, name, promise, made, counts, missing }) => {
      return { id, name, promise, made, long: counts.long, missing: missing?.() ?? null }
    }),
  })
else await makeSlice(asked)

import { alignTexts } from '../../shared/anchoring/align-texts'
import { describeRange } from '../../shared/anchoring/describe-range'
import { sharedShare } from '../../shared/anchoring/shared-share'
import { MAYBE, maybeShared, sketchOf } from '../../shared/anchoring/sketch'
import { ALIKE } from '../../shared/contract/intake'
import { PassageIndex } from '../../shared/matching/passage-index'
import { assertNever } from '../../shared/model/assert-never'
import { diffMatchPatch, ours, type Placed, plainSearch, quoteMatching, type Way } from './reanchor-peers'
import { type EditedText, editedText, plainText, plantedCopy, type Quote, type Truth } from './reanchor-texts'
import { makeRow, type Row } from './rows'
import { timed } from './timed'

/**
 * The suite of passages in a changed text: how many of 1,000 are not placed exactly right, how many whose words are gone are
 * attached to others all the same, and how long it takes, by us and by three rivals that see the same texts. Where a
 * passage belongs is told by the editor that changed the text. Then: how texts that share passages are found.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

// What we were started with is written by scripts/bench.mjs.
const { sizes = [40_000, 400_000], rounds = 3 } = JSON.parse(process.argv[2] ?? '{}') as Asked
const SHARES = [0.05, 0.15]
/** Up to this share of changed words we mean to place all but so many of a hundred passages right. */
const SURE = 0.05
const MOST_MISSED = 1
const QUOTES = 1000
/** Other texts than those that our rules were made with. */
const FIRST_SEED = 101
/** Looking for the bare words is the least that can be done; we may take so many times as long. */
const SLOWER = 10
const GROWN = 400_000
const PLANTS = 41
const SKETCHES = 10_000
const DIFFERENT = 2000
/** Texts that are compared word by word. */
const MOST_FOUND = 20
/** Longer texts take diff-match-patch minutes. */
const LONGEST_FOR_DIFF = 100_000

for (const size of sizes) for (const share of SHARES) for (const row of await compare(size, share)) print(row)
print(await measureGrowth())
for (const row of await measureShared()) print(row)

/** Each round has a text of its own; every second one goes through the ways in the other order. */
async function compare(size: number, share: number): Promise<Row[]> {
  const peers = [plainSearch, quoteMatching, ...(size <= LONGEST_FOR_DIFF ? [diffMatchPatch] : [])]
  const ways = [ours, ...peers]
  const results = new Map(ways.map((way): [Way, Result[]] => [way, []]))
  // Each way may run its code once before the clock does.
  for (const way of ways) await place(way, editedText(4000, share, 50, 99))
  for (let round = 0; round < rounds; round += 1) {
    const text = editedText(size, share, QUOTES, FIRST_SEED + round)
    for (const way of round % 2 === 0 ? ways : ways.toReversed())
      results.get(way)?.push(await place(way, text))
  }
  const what = `${QUOTES} passages, ${size / 1000} kB, ${100 * share} % of words changed`
  const own = results.get(ours) ?? []
  const correct = [...results.values()].flat().every(({ findable, orphans }) => findable > orphans)
  const gone = sum(own, ({ orphans }) => orphans)
  const limit = (name: string, unit: string, found: number, most: number): Row => {
    // A limit of none has no ratio: what is found stands for it.
    const peer = { name: 'at most', times: [most] }
    const row = makeRow(`${name}, ${what}`, [found], peer, { target: most === 0 ? 0 : 1, correct })
    return { ...row, ratio: most === 0 ? found : row.ratio, unit }
  }
  const rows = [
    limit(
      // A small text may lose no passage as a whole, and then there is none to attach wrongly.
      `attached to what they never were, of all rounds${gone === 0 ? ' (none was lost as a whole, so this says little)' : ''}`,
      'passages',
      sum(own, ({ wrong, astray }) => wrong + astray),
      0,
    ),
  ]
  if (share <= SURE) rows.push(limit('not placed exactly right', '%', missed(own), MOST_MISSED))
  for (const peer of peers) {
    const theirs = results.get(peer) ?? []
    const row = (
      name: string,
      unit: string,
      of: (list: readonly Result[]) => readonly number[],
      target = 1,
    ): Row => {
      const times = of(theirs)
      return {
        ...makeRow(`${name}, ${what}`, of(own), { name: peer.name, times }, { target, correct }),
        unit,
      }
    }
    rows.push(row('not placed exactly right', '%', (list) => [missed(list)]))
    // Where neither attaches any there is nothing to compare.
    if (sum(theirs, ({ wrong }) => wrong) > 0)
      rows.push(
        row('orphans wrongly attached', '%', (list) => [
          (100 * sum(list, ({ wrong }) => wrong)) / sum(list, ({ orphans }) => orphans),
        ]),
      )
    rows.push(row('time', 'ms', (list) => list.map(({ time }) => time), peer === plainSearch ? SLOWER : 1))
  }
  return rows
}

/** How much longer twice as much text takes. */
async function measureGrowth(): Promise<Row> {
  const times = new Map([GROWN, 2 * GROWN].map((size): [number, number[]] => [size, []]))
  let correct = true
  for (let round = 0; round < rounds; round += 1) {
    for (const [size, list] of times) {
      const { before, after } = editedText(size, SURE, 1, round + 1)
      const { value, time } = await timed(async () => alignTexts(before, after))
      correct &&= value.to.filter((place) => place !== -1).length > 0.8 * value.to.length
      list.push(time)
    }
  }
  const peer = { name: `${GROWN / 1000} kB`, times: times.get(GROWN) ?? [] }
  return makeRow(`aligning ${(2 * GROWN) / 1000} kB`, times.get(2 * GROWN) ?? [], peer, {
    target: 2.2,
    correct,
  })
}

type Result = {
  readonly time: number
  /** Passages that have one right place, and how many were put there. */
  readonly findable: number
  readonly right: number
  readonly orphans: number
  /** Orphans that were attached to something. */
  readonly wrong: number
  /** Passages that were torn apart, put where nothing is left of them. */
  readonly astray: number
}

async function place(way: Way, { before, after, quotes }: EditedText): Promise<Result> {
  const ranges = quotes.map(({ start, end }) => describeRange(before, start, end))
  const { value: places, time } = await timed(async () => way.place(before, after, ranges))
  const verdicts = quotes.map(({ truth }, index) => judge(truth, places[index] ?? null))
  const count = (test: (verdict: Verdict, quote: Quote) => boolean) =>
    quotes.filter((quote, index) => test(verdicts[index] ?? 'missed', quote)).length
  return {
    time,
    findable: count((_, { truth }) => truth.kind === 'placed'),
    right: count((verdict) => verdict === 'right'),
    orphans: count((_, { truth }) => truth.kind === 'orphan'),
    wrong: count((verdict, { truth }) => verdict === 'wrong' && truth.kind === 'orphan'),
    astray: count((verdict, { truth }) => verdict === 'wrong' && truth.kind === 'torn'),
  }
}

type Verdict = 'right' | 'wrong' | 'missed' | 'fair'

function judge(truth: Truth, place: Placed): Verdict {
  switch (truth.kind) {
    case 'orphan':
      return place === null ? 'fair' : 'wrong'
    case 'torn':
      return place === null || truth.spans.some(({ start, end }) => start < place.end && place.start < end)
        ? 'fair'
        : 'wrong'
    case 'placed':
      return place !== null && truth.starts.includes(place.start) && truth.ends.includes(place.end)
        ? 'right'
        : 'missed'
    default:
      return assertNever(truth)
  }
}

function missed(list: readonly Result[]): number {
  return 100 * (1 - sum(list, ({ right }) => right) / sum(list, ({ findable }) => findable))
}

function sum(list: readonly Result[], of: (result: Result) => number): number {
  return list.reduce((total, result) => total + of(result), 0)
}

/** A copy of each text is planted within a longer one, with more of its words changed from text to text. */
async function measureShared(): Promise<Row[]> {
  const plants = Array.from({ length: PLANTS }, (_, index) =>
    plantedCopy(6000, (0.2 * index) / (PLANTS - 1), index + 1),
  )
  const others = Array.from({ length: PLANTS }, (_, index) => plainText(6000 + 600 * index, 1000 + index))
  // As many sketches as a large notebook has, of texts that share nothing with those that are looked for.
  const drawn = Array.from({ length: DIFFERENT }, (_, index) => sketchOf(plainText(6000, 2000 + index)))
  const sketches = Array.from({ length: SKETCHES }, (_, index) => drawn[index % drawn.length] ?? '')
  const index = new PassageIndex()
  for (const sketch of sketches) index.add(sketch)
  const holders = plants.map(({ holder }) => index.add(sketchOf(holder)))
  const search: number[] = []
  const scan: number[] = []
  const compare: number[] = []
  let candidates = 0
  let found = 0
  let falsely = 0
  let chance = 0
  for (const [nth, { text, holder }] of plants.entries()) {
    const sketch = sketchOf(text)
    const { value, time } = await timed(async () => index.find(sketch, MOST_FOUND))
    search.push(time)
    const scanned = await timed(async () => sketches.filter((other) => maybeShared(sketch, other) >= MAYBE))
    scan.push(scanned.time)
    chance += scanned.value.length
    if (value.some(({ key }) => key === holders[nth])) candidates += 1
    const shared = await timed(async () => sharedShare(text, holder))
    compare.push(shared.time)
    if (shared.value >= ALIKE) found += 1
    if (sharedShare(text, others[nth] ?? '') >= ALIKE) falsely += 1
  }
  const correct = chance < (SKETCHES * PLANTS) / 1000 && falsely === 0
  const wrong = (name: string, count: number): Row => ({
    ...makeRow(
      name,
      [(100 * count) / PLANTS],
      { name: 'at most', times: [MOST_MISSED] },
      { target: 1, correct },
    ),
    unit: '%',
  })
  return [
    makeRow(
      `the texts like one among ${SKETCHES} sketches`,
      search,
      { name: 'all sketches one by one', times: scan },
      { target: 0.1, correct },
    ),
    makeRow(
      'share of two texts of 6 and 18 kB',
      compare,
      { name: 'a frame', times: [1000 / 60] },
      { target: 1, correct },
    ),
    wrong(
      `copies of which 0 to 20 % of words were changed, in a text three times as long: no candidates`,
      PLANTS - candidates,
    ),
    wrong(`the same copies: told to share less than ${100 * ALIKE} %`, PLANTS - found),
  ]
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}

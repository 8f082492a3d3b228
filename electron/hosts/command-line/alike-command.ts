import { z } from 'zod'
import { AlikeVerdict, meantBy } from '../../../shared/contract/alike-verdict'
import type { Output } from '../../../shared/contract/calls'
import { Failure } from '../../../shared/contract/failure'
import { ALIKE, type Alike } from '../../../shared/contract/intake'
import { assertNever } from '../../../shared/model/assert-never'
import { commandWords } from '../../../shared/model/command-words'
import { againstSeparate, otherText, separateFrom } from '../../../shared/model/decisions'
import type { SourceId } from '../../../shared/model/ids'
import { currentVersion } from '../../../shared/model/source'
import { answered } from './answered'
import { BATCH } from './change-review'
import { inColumns } from './columns'
import type { Call, Command } from './commands'
import { answeredEach, eachSource } from './each-source'
import { oneLine } from './excerpt-words'
import { UsageError } from './io'
import { findSource } from './source-commands'
import { checked, textOf } from './typed-values'
import { describeAdded } from './version-commands'

/** `undecided` takes back that texts are separate. */
const Verdict = z.enum([...AlikeVerdict.options, 'undecided'])

const alike: Command = {
  usage: `alike SOURCE... [--as ${Verdict.options.join('|')}] [--to OTHER]`,
  says: 'list the earlier sources that share most of their passages, or their address, with this one; or decide about it: a new version of the most alike, a duplicate of it that goes to the trash, or separate from each, unless --to names one of them',
  options: { as: { type: 'string' }, to: { type: 'string' } },
  plan(typed) {
    const { words } = typed
    if (words.length === 0 || words.includes('')) throw new UsageError('Name the source.')
    const given = textOf(typed, 'as')
    const to = textOf(typed, 'to')
    if (given === null) {
      if (to !== null) throw new UsageError('--to goes with --as.')
      return { access: 'look', run: (call) => listAlike(words, call) }
    }
    const verdict = checked(Verdict, given, `--as takes ${Verdict.options.join(', ')}`)
    return {
      access: 'change',
      async run(call) {
        const other = to === null ? null : await findSource(to, call)
        const all = await eachSource(words, call, (source) => decide(source, verdict, other, call))
        return answeredEach(all, describe)
      },
    }
  },
}

async function listAlike(words: readonly string[], call: Call) {
  const all = await eachSource(words, call, (source) => call('source.alike', { source }))
  const [only, ...others] = all
  if (only?.ok === true && others.length === 0)
    return answered(only.value, (rows) => inColumns(rows.map(rowOf)).join('\n'))
  return answeredEach(all, (source, rows) => [source, ...inColumns(rows.map(rowOf), '    ')].join('\n'))
}

function rowOf({ source, title, share, same }: Alike): string[] {
  return [
    source,
    `${Math.floor(share * 100)} %`,
    same ? 'the same file' : share < ALIKE ? 'the same address' : '',
    oneLine(title),
  ]
}

/** What was decided about a source: with regard to which others, and the version that it became. */
type Decided = {
  readonly as: z.infer<typeof Verdict>
  readonly of: readonly SourceId[]
  /** Those that it shares its address alone with, for which it is not thrown away. */
  readonly left: readonly SourceId[]
  readonly added: Output<'version.add'> | null
}

async function decide(
  source: SourceId,
  verdict: Decided['as'],
  other: SourceId | null,
  call: Call,
): Promise<Decided> {
  if (verdict === 'undecided') return askAgain(source, other, call)
  const there = await call('source.alike', { source })
  const meant = other === null ? meantBy(verdict, there) : there.filter((one) => one.source === other)
  if (other !== null && meant.length === 0) {
    const message = `The source ${source} is not asked about with ${other}: ${commandWords(`alike ${source}`)} lists those that it is like.`
    throw new Failure('not-found', message)
  }
  const of = meant.map((one) => one.source)
  const decided = { as: verdict, of, left: [], added: null }
  const [first] = of
  if (first === undefined) return { ...decided, left: there.map((one) => one.source) }
  switch (verdict) {
    case 'version': {
      const { revision } = await call('source.get', { source: first })
      const added = await call('version.add', { source: first, revision, from: source, batch: BATCH })
      return { ...decided, added }
    }
    case 'duplicate':
      await call('source.remove', { source, batch: BATCH })
      return decided
    case 'separate': {
      const seen = await call('source.get', { source })
      const decisions = of.map((one) => separateFrom(one, currentVersion(seen)))
      await call('source.update', { source, revision: seen.revision, decisions, batch: BATCH })
      return decided
    }
    default:
      return assertNever(verdict)
  }
}

/** Takes back that the source is separate from others, and answers which those are. */
async function askAgain(source: SourceId, other: SourceId | null, call: Call): Promise<Decided> {
  const seen = await call('source.get', { source })
  const decisions = againstSeparate(seen.decisions, other)
  if (decisions.length > 0)
    await call('source.update', { source, revision: seen.revision, decisions, batch: BATCH })
  return { as: 'undecided', of: decisions.flatMap((one) => otherText(one) ?? []), left: [], added: null }
}

function describe(source: SourceId, { as, of, left, added }: Decided): string {
  const others = of.join(', ')
  if (of.length === 0)
    return left.length > 0
      ? `${source} stays: it shares only its address with ${left.join(', ')}; --to with one of them takes it away all the same.`
      : as === 'undecided'
        ? `${source}: nothing to take back`
        : `${source}: no earlier source is like it`
  switch (as) {
    case 'version':
      return added === null ? '' : describeAdded(added)
    case 'duplicate':
      return `moved to the trash: ${source}, a duplicate of ${others}; ${commandWords(`restore ${source}`)} brings it back.`
    case 'separate':
      return `${source} is separate from ${others}; ${commandWords(`alike ${source} --as undecided`)} asks again.`
    case 'undecided':
      return `${source} is no longer kept separate from ${others}`
    default:
      return assertNever(as)
  }
}

export const alikeCommands: Readonly<Record<string, Command>> = { alike }

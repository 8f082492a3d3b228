import type { ReactNode } from 'react'
import { scaleOf } from '../../shared/comparison/scale'
import type { FigureMention, FigureScale } from '../../shared/model/comparison'
import { fold } from '../../shared/model/fold'
import { useCodebook } from '../state/codebook'
import { Icon } from '../ui/Icon'
import { count, listOf } from '../ui/words'
import { FigureList } from './FigureList'
import { FigurePlot } from './FigurePlot'
import { figureColumns } from './figure-columns'
import { unitWords } from './figure-words'
import { GroupHead } from './GroupHead'
import { MentionTable } from './MentionTable'

type Props = {
  readonly name: string
  readonly scale: FigureScale
  readonly asTable: boolean
  /** The measure is counted in other units too, which stand on scales of their own. */
  readonly isOneOfSeveral: boolean
}

/** What is said of one measure in one unit: drawn on a scale where the figures differ, or as a table. */
export function FigureScalePart({ name, scale, asTable, isOneOfSeveral }: Props) {
  const { nameOf } = useCodebook()
  const { mentions, unit, scopes } = scale
  const sources = new Set(mentions.map(({ source }) => source)).size
  const differ = new Set(mentions.map(({ quantity }) => `${quantity?.value} ${quantity?.upper}`)).size > 1
  const isLog = differ && !asTable && scaleOf(mentions, unit).kind === 'log'
  const restated = wordingsOf(scale)
  // "More than $500bn" is no equal of $500bn, nor is "about" as much.
  const manners = new Set(mentions.map(({ quantity }) => `${quantity?.bound} ${quantity?.approximate}`)).size
  const equal = mentions.length > 1 && !differ && manners === 1 ? ', equal in value' : ''
  const title = isOneOfSeveral ? `${name}, in ${unitWords(unit)}` : name
  return (
    <section className="grp">
      <GroupHead
        name={title}
        note={`${count(mentions.length, 'mention')} in ${count(sources, 'source')}`}
        end={`${unitWords(unit)}${isLog ? ', log scale' : equal}`}
      />
      {asTable ? (
        <MentionTable label={title} columns={figureColumns(nameOf)} rows={mentions} />
      ) : differ ? (
        <FigurePlot name={title} scale={scale} />
      ) : (
        <FigureList mentions={mentions} />
      )}
      {scopes.length === 0 ? null : (
        <Note head="Scope differs.">
          {scopes.map((scope) => `${wordingsIn(mentions, scope)}: ${scope ?? 'no scope given'}`).join('; ')}.
        </Note>
      )}
      {differ && restated.length > 0 ? (
        <Note head="Equal in value, worded differently.">{restated.join('; ')}.</Note>
      ) : null}
    </section>
  )
}

function Note({ head, children }: { head: string; children: ReactNode }) {
  return (
    <div className="say">
      <Icon name="warn" className="signal" />
      <p>
        <b>{head}</b> {children}
      </p>
    </div>
  )
}

/** So many wordings are named; of more only their number is. */
const MOST = 4

function wordingsIn(mentions: readonly FigureMention[], scope: string | null): string {
  const wanted = keyOf(scope)
  return named(mentions.filter((mention) => keyOf(mention.scope) === wanted))
}

/** Scopes are one when they are written alike, case and accents aside, as the comparison has them. */
function keyOf(scope: string | null): string | null {
  return scope === null ? null : fold(scope.trim())
}

/** Those that are equal and say so in other words. "More than 40" is not equal to "40", though both begin there. */
function wordingsOf({ mentions, restated }: FigureScale): string[] {
  return restated.flatMap((ids) => {
    const alike = mentions.filter(
      ({ annotation, quantity }) =>
        ids.includes(annotation) && quantity?.bound !== 'at least' && quantity?.bound !== 'at most',
    )
    return new Set(alike.map(({ asWritten }) => asWritten)).size < 2 ? [] : [named(alike)]
  })
}

function named(mentions: readonly FigureMention[]): string {
  const wordings = [...new Set(mentions.map(({ asWritten }) => asWritten))]
  const more = wordings.length - MOST
  return listOf(more > 0 ? [...wordings.slice(0, MOST), `${more} more`] : wordings)
}

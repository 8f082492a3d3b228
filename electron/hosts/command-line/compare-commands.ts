import { amountWords } from '../../../shared/comparison/tick-labels'
import type { Output } from '../../../shared/contract/calls'
import type { Quantity, Stance } from '../../../shared/model/annotation'
import type {
  ClaimComparison,
  FigureComparison,
  FigureMention,
  FigureScale,
  IssueClaims,
  MeasureGroup,
  PositionComparison,
  PositionMention,
  PositionMove,
} from '../../../shared/model/comparison'
import { answered } from './answered'
import { inColumns } from './columns'
import type { Command } from './commands'
import { FILTER_USAGE, filterOptions, plannedFilter } from './excerpt-filter'
import { chainIn, counted, type Names, namesOf, oneLine, quoted, speakerIn } from './excerpt-words'
import { expectNoWords } from './typed-values'

type CompareCall = 'compare.figures' | 'compare.positions' | 'compare.claims'

/** A command that compares what a filter lets pass. */
function comparing<Name extends CompareCall>(
  command: { readonly name: string; readonly says: string; readonly call: Name },
  describe: (comparison: Output<Name>, names: Names) => string[],
): Command {
  return {
    usage: `${command.name} ${FILTER_USAGE}`,
    says: command.says,
    options: filterOptions,
    plan(typed) {
      const filterFor = plannedFilter(typed)
      expectNoWords(typed)
      return {
        access: 'look',
        async run(call) {
          // Each of the three takes a filter and nothing else, which is more than the type of one of them says.
          const input = { filter: await filterFor(call) } as Parameters<typeof call<Name>>[1]
          const comparison = await call(command.call, input)
          const names = await namesOf(call)
          return answered(comparison, (shown) => describe(shown, names).join('\n'))
        },
      }
    },
  }
}

const figures = comparing(
  { name: 'figures', says: 'compare the figures by what they count', call: 'compare.figures' },
  ({ measures, shared }: FigureComparison, names) => [
    ...parts(measures.map((group) => describeMeasure(group, names))),
    ...(shared.length === 0 ? [] : ['', 'One number for several things']),
    ...shared.flatMap(({ value, upper, unit, mentions }) => [
      `  ${amountWords(value, unit)}${upper === null ? '' : ` to ${amountWords(upper, unit)}`}`,
      ...inColumns(
        mentions.map((mention) => [
          names.entry(mention.measure, 'without a measure'),
          oneLine(mention.asWritten),
          speakerIn(mention.chain, names),
          names.source(mention.source),
        ]),
        '    ',
      ),
    ]),
  ],
)

function describeMeasure({ measure, scales, unread }: MeasureGroup, names: Names): string[] {
  return [
    names.entry(measure, 'Without a measure'),
    ...scales.flatMap((scale) => [`  ${describeScale(scale)}`, ...figureRows(scale.mentions, names)]),
    ...(unread.length === 0 ? [] : ['  not understood', ...figureRows(unread, names)]),
  ]
}

function describeScale({ unit, mentions, widest, likeWithLike, scopes }: FigureScale): string {
  const wording = (id: string) => mentions.find(({ annotation }) => annotation === id)?.asWritten ?? id
  return [
    unit ?? 'no unit',
    ...(widest === null
      ? []
      : [
          `${ratioWords(widest)}, from “${oneLine(wording(widest.from))}” to “${oneLine(wording(widest.to))}”`,
        ]),
    ...(likeWithLike === null ? [] : [`${ratioWords(likeWithLike)} like with like`]),
    ...(scopes.length === 0 ? [] : ['scopes differ']),
  ].join('; ')
}

function ratioWords({ ratio, orMore }: { readonly ratio: number; readonly orMore: boolean }): string {
  return `×${Number(ratio.toPrecision(2))}${orMore ? ' or more' : ''}`
}

function figureRows(mentions: readonly FigureMention[], names: Names): string[] {
  return inColumns(
    mentions.map(({ asWritten, quantity, scope, date, chain, source }) => [
      oneLine(asWritten),
      boundIn(quantity),
      speakerIn(chain, names),
      date ?? '',
      scope ?? '',
      names.source(source),
    ]),
    '    ',
  )
}

/** How the number is meant, which its wording alone may not say. */
function boundIn(quantity: Quantity | null): string {
  if (quantity === null) return ''
  const { bound, approximate } = quantity
  return bound === 'exact' ? (approximate ? 'about' : '') : bound
}

const positions = comparing(
  { name: 'positions', says: 'show who stands where on which issue', call: 'compare.positions' },
  ({ issues, cells, moved }: PositionComparison, names) =>
    parts(
      issues.map((issue) => [
        names.entry(issue, 'Without an issue'),
        ...inColumns(
          cells
            .filter((cell) => cell.issue === issue)
            .flatMap(({ actor, written, mentions }) =>
              mentions.map((mention, index) => [
                index === 0 ? names.entry(actor, written ?? 'without an actor') : '',
                ...positionRow(mention, names),
              ]),
            ),
          '  ',
        ),
        ...moved
          .filter((move) => move.issue === issue)
          .map((move) => `  moved: ${describeMove(move, names)}`),
      ]),
    ),
)

function positionRow(
  { stance, condition, date, chain, source, excerpt }: PositionMention,
  names: Names,
): string[] {
  return [
    stance === null ? 'no stance' : stanceWords[stance] + (condition === null ? '' : ` ${condition}`),
    date ?? '',
    chainIn(chain, names),
    names.source(source),
    quoted(excerpt),
  ]
}

function describeMove({ actor, steps }: PositionMove, names: Names): string {
  const path = steps.map(({ stance, since }) => `${stanceWords[stance]} (${since})`)
  return `${names.entry(actor, '')}, ${path.join(' → ')}`
}

const stanceWords: Readonly<Record<Stance, string>> = {
  supports: 'for',
  conditional: 'for, if',
  ambiguous: 'unclear',
  opposes: 'against',
  mixed: 'mixed',
}

const claims = comparing(
  { name: 'claims', says: 'show the claims by issue, and where they come from', call: 'compare.claims' },
  ({ issues }: ClaimComparison, names) =>
    parts(
      issues.map((group) => [
        `${names.entry(group.issue, 'Without an issue')}: ${describeClaims(group, names)}`,
        ...inColumns(
          group.claims.map(({ date, source, certainty, chain, statement, excerpt }) => [
            date ?? '',
            names.source(source),
            certainty ?? '',
            chainIn(chain, names),
            statement === null ? quoted(excerpt) : oneLine(statement),
          ]),
          '  ',
        ),
      ]),
    ),
)

function describeClaims({ claims, outlets, origins }: IssueClaims, names: Names): string {
  const known = origins.map(({ actor, name }) => (name === null ? 'anonymous' : names.entry(actor, name)))
  return [
    `${counted(claims.length, 'claim')} in ${counted(outlets, 'outlet')}`,
    known.length === 0 ? 'no origin named' : `${counted(known.length, 'origin')} (${known.join(', ')})`,
  ].join(', ')
}

/** Lists of lines with an empty line between them. */
function parts(all: readonly (readonly string[])[]): string[] {
  return all.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

export const compareCommands: Readonly<Record<string, Command>> = { figures, positions, claims }

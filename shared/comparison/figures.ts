import type { Annotation, FigureBody, Quantity } from '../model/annotation'
import type {
  FigureComparison,
  FigureMention,
  FigureScale,
  MeasureGroup,
  Ratio,
  SharedNumber,
} from '../model/comparison'
import { keyOf } from '../model/edit-codebook'
import { fold } from '../model/fold'
import type { MeasureId } from '../model/ids'
import { groupBy, largestFirst, mentionOf, type Sources } from './mention'

/** The figures among the annotations by what they count; no two units share a scale. */
export function compareFigures(annotations: readonly Annotation[], sources: Sources): FigureComparison {
  const mentions = annotations.flatMap((annotation) =>
    annotation.body.kind === 'figure' ? [figureMention(annotation, annotation.body, sources)] : [],
  )
  const measures = largestFirst<MeasureId, FigureMention>(groupBy(mentions, ({ measure }) => measure))
  return {
    measures: measures.map(([measure, members]) => groupOf(measure, members)),
    shared: sharedNumbers(mentions.filter(isRead)),
  }
}

/** A mention whose wording has been understood. */
type Read = FigureMention & { readonly quantity: Quantity }

function isRead(mention: FigureMention): mention is Read {
  return mention.quantity !== null
}

function figureMention(annotation: Annotation, body: FigureBody, sources: Sources): FigureMention {
  const { asWritten, measure, quantity, scope, asOf } = body
  return { ...mentionOf(annotation, asOf, sources), asWritten, measure, quantity, scope, asOf }
}

function groupOf(measure: MeasureId | null, mentions: readonly FigureMention[]): MeasureGroup {
  const scales = groupBy(mentions.filter(isRead), ({ quantity }) => unitKey(quantity))
  return {
    measure,
    scales: largestFirst(scales).map(([, members]) => scaleOfUnit(members)),
    unread: mentions.filter(({ quantity }) => quantity === null),
  }
}

/**
 * Units are one when they are written alike, capitals and accents aside; null is no unit like any other. Of a symbol the
 * capitals count, since a megawatt is no milliwatt.
 */
function unitKey({ unit }: Quantity): string | null {
  const symbol = unit?.trim().normalize('NFKC') ?? null
  return symbol === null || symbol.length <= LONGEST_SYMBOL ? symbol : keyOf(symbol)
}

/** Three letters may be a currency, which people write in small ones too. */
const LONGEST_SYMBOL = 2

function scaleOfUnit(given: readonly Read[]): FigureScale {
  const mentions = given.toSorted((a, b) => a.quantity.value - b.quantity.value || highest(a) - highest(b))
  const scopes = groupBy(mentions, ({ scope }) => (scope === null ? null : keyOf(scope)))
  const differ = scopes.size > 1
  return {
    unit: mentions[0]?.quantity.unit ?? null,
    mentions,
    widest: widestOf(mentions),
    likeWithLike: differ ? widest([...scopes.values()].map(widestOf)) : null,
    scopes: differ ? [...scopes.values()].map(([first]) => first?.scope ?? null) : [],
    restated: restated(mentions),
  }
}

/** The least that a figure may be: `at most 50` may be anything up to it. */
function lowest({ quantity: { value, bound } }: Read): number {
  return bound === 'at most' ? Number.NEGATIVE_INFINITY : value
}

/** The most that a figure may be. */
function highest({ quantity: { value, upper, bound } }: Read): number {
  return bound === 'at least' ? Number.POSITIVE_INFINITY : (upper ?? value)
}

/**
 * The two figures that must differ most: the one that reaches up least and the one that starts highest. Whatever lies
 * between them fits both; a figure that reaches beyond either leaves open that the difference is larger.
 */
function widestOf(mentions: readonly Read[]): Ratio | null {
  const [first, ...others] = mentions
  if (first === undefined || mentions.some(({ quantity }) => quantity.value <= 0)) return null
  const from = others.reduce((least, each) => (highest(each) < highest(least) ? each : least), first)
  const to = others.reduce((most, each) => (lowest(each) > lowest(most) ? each : most), first)
  const ratio = lowest(to) / highest(from)
  if (ratio <= 1 || !Number.isFinite(ratio)) return null
  return {
    from: from.annotation,
    to: to.annotation,
    ratio,
    orMore: mentions.some((each) => lowest(each) < highest(from) || highest(each) > lowest(to)),
  }
}

function widest(ratios: readonly (Ratio | null)[]): Ratio | null {
  return ratios.reduce((most, each) => (each !== null && each.ratio > (most?.ratio ?? 0) ? each : most), null)
}

/** Those of one value in different words. One that says "at least" or "about" as much is not equal to it. */
function restated(mentions: readonly Read[]): FigureScale['restated'] {
  const meant = (each: Read) => `${numberKey(each)} ${each.quantity.bound} ${each.quantity.approximate}`
  return [...groupBy(mentions, meant).values()]
    .filter(
      (alike) => alike.length > 1 && new Set(alike.map(({ asWritten }) => wordingKey(asWritten))).size > 1,
    )
    .map((alike) => alike.map(({ annotation }) => annotation))
}

function numberKey({ quantity: { value, upper } }: Read): string {
  return `${value} ${upper ?? ''}`
}

function wordingKey(wording: string): string {
  return fold(wording).replaceAll(/\s+/g, '')
}

function sharedNumbers(mentions: readonly Read[]): SharedNumber[] {
  const numbers = groupBy(mentions, (mention) => `${numberKey(mention)} ${unitKey(mention.quantity) ?? '∅'}`)
  return [...numbers.values()]
    .flatMap((members) => {
      const [first] = members
      const meanings = new Set(members.map(({ measure }) => measure)).size
      return first === undefined || meanings < 2 ? [] : [{ meanings, members, quantity: first.quantity }]
    })
    .toSorted((a, b) => b.meanings - a.meanings || b.members.length - a.members.length)
    .map(({ members, quantity: { value, upper, unit } }) => ({ value, upper, unit, mentions: members }))
}

import type { FigureMention } from '../model/comparison'
import { type TickLabel, tickLabels } from './tick-labels'

/** What a scale is drawn from. */
export type Drawable = Pick<FigureMention, 'asWritten' | 'quantity'>

/** How one figure is drawn. All places are shares of the width, from 0 at the start of the scale to 1 at its end. */
export type Mark = { readonly at: number } & (
  | { readonly shape: 'dot' }
  /** About: the whiskers say that it is vague, not how vague. */
  | { readonly shape: 'whiskers'; readonly from: number; readonly to: number }
  /** At least, up to the end; at most, down to the start. */
  | { readonly shape: 'at-least' | 'at-most'; readonly from: number; readonly to: number }
  | { readonly shape: 'range'; readonly from: number; readonly to: number }
  /** No bounds given, as in "hundreds of billions": the decade that begins there. */
  | { readonly shape: 'hatch'; readonly from: number; readonly to: number }
)

export type Tick = TickLabel & { readonly value: number; readonly at: number }

export type Scale = {
  readonly kind: 'linear' | 'log'
  readonly domain: readonly [number, number]
  readonly ticks: readonly Tick[]
  /** Where a value stands on the scale. */
  readonly place: (value: number) => number
  /** One for each figure, in their order; null for one whose wording has not been understood. */
  readonly marks: readonly (Mark | null)[]
}

/** How far whiskers reach to either side, as a share of the value: far enough to be seen, and no statement. */
const WHISKER = 0.2

/** From this ratio of the largest to the smallest on, a linear scale would press the small ones together. */
const DECADE = 10

/** One scale for figures of one unit. A scale of positive values is logarithmic where they differ tenfold or more. */
export function scaleOf(mentions: readonly Drawable[], unit: string | null): Scale {
  const extents = mentions.map(extentOf)
  const values = extents.flatMap((extent) => (extent === null ? [] : [extent.from, extent.value, extent.to]))
  const low = values.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  const high = values.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY)
  const kind = low > 0 && high / low >= DECADE ? 'log' : 'linear'
  const stops = values.length === 0 ? [0, 1] : kind === 'log' ? logStops(low, high) : linearStops(low, high)
  const [first = 0] = stops
  const last = stops.at(-1) ?? first
  const f = kind === 'log' ? Math.log10 : (value: number) => value
  const place = (value: number) => clamp((f(value) - f(first)) / (f(last) - f(first)))
  const labels = tickLabels(stops, unit)
  return {
    kind,
    domain: [first, last],
    ticks: stops.flatMap((value, index) => {
      const label = labels[index]
      return label === undefined ? [] : [{ ...label, value, at: place(value) }]
    }),
    place,
    marks: extents.map((extent) => extent && markOf(extent, place)),
  }
}

type Extent = {
  readonly shape: Mark['shape']
  readonly value: number
  readonly from: number
  readonly to: number
}

function extentOf({ quantity, asWritten }: Drawable): Extent | null {
  if (quantity === null) return null
  const { upper, bound, approximate } = quantity
  const value = drawable(quantity.value)
  const at = (shape: Mark['shape'], from = value, to = value): Extent => ({ shape, value, from, to })
  switch (bound) {
    case 'at least':
      return isUnbounded(approximate, value, asWritten) ? at('hatch', value, DECADE * value) : at('at-least')
    case 'at most':
      return at('at-most')
    case 'range':
      return upper === null ? at('dot') : at('range', value, drawable(upper))
    case 'about':
      return about(value)
    case 'exact':
      return approximate ? about(value) : at('dot')
  }
}

/** What lies beyond all that is counted stands at the edge, so that nothing drawn beside it is infinite. */
function drawable(value: number): number {
  if (Math.abs(value) < 1 / UNCOUNTABLE) return 0
  return Math.min(UNCOUNTABLE, Math.max(-UNCOUNTABLE, value))
}
const UNCOUNTABLE = 1e200

function about(value: number): Extent {
  const reach = WHISKER * Math.abs(value)
  return { shape: 'whiskers', value, from: value - reach, to: value + reach }
}

/** A plural such as "billions" is recorded as the least it can mean; it is told from "over $1bn" by having no digit. */
function isUnbounded(approximate: boolean, value: number, asWritten: string): boolean {
  return approximate && value > 0 && !/\p{N}/u.test(asWritten)
}

function markOf({ shape, value, from, to }: Extent, place: (value: number) => number): Mark {
  const at = place(value)
  switch (shape) {
    case 'dot':
      return { shape, at }
    case 'at-least':
      return { shape, at, from: at, to: 1 }
    case 'at-most':
      return { shape, at, from: 0, to: at }
    case 'whiskers':
    case 'range':
    case 'hatch':
      return { shape, at, from: place(from), to: place(to) }
  }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}

/** Round numbers at even distances from at or below the lowest to at or above the highest; zero is one of them. */
function linearStops(low: number, high: number): number[] {
  const [from, to] = [Math.min(0, low), Math.max(0, high)]
  const step = from === to ? 1 : roundStep((to - from) / 5)
  const [first, last] = [Math.floor(clean(from / step)), Math.max(1, Math.ceil(clean(to / step)))]
  return Array.from({ length: last - first + 1 }, (_, index) => clean((first + index) * step))
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `least`. */
function roundStep(least: number): number {
  const decade = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5, 10].find((each) => clean(each * decade) >= clean(least)) ?? 10
  return clean(factor * decade)
}

/** The longest scale, in decades, on which 1, 2 and 5 of each have room. */
const FEW_DECADES = 2
const MOST_TICKS = 8

/** 1, 2 and 5 of each decade, or of many decades only some powers of ten, around the lowest and the highest. */
function logStops(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))]
  const decades = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const isLong = Math.log10(high / low) > FEW_DECADES
  const all = decades.flatMap((power) =>
    (isLong ? [1] : [1, 2, 5]).map((factor) => clean(Number(`${factor}e${power}`))),
  )
  const start = all.findLastIndex((stop) => stop <= low)
  const end = all.findIndex((stop) => stop >= high)
  const around = all.slice(Math.max(0, start), end + 1)
  const every = Math.ceil((around.length - 1) / (MOST_TICKS - 1))
  // Both ends stay, so that every value lies on the scale.
  return around.filter(
    (_, index) => index === around.length - 1 || (index % every === 0 && index + every / 2 < around.length),
  )
}

/** Without what binary fractions leave behind: 0.30000000000000004 is 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}

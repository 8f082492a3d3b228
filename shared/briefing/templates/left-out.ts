import type { AnnotationKind } from '../../model/annotation'
import type { BriefBlock } from '../../model/brief'
import { capitalised } from '../capitalised'
import { promptLine } from '../checks/prompts'
import { counted } from './build'
import { type Material, unfilled } from './material'

const missing: Readonly<Record<AnnotationKind, { readonly one: string; readonly what: string }>> = {
  claim: { one: 'claim', what: 'an issue or an attribution' },
  figure: { one: 'figure', what: 'a measure or a number' },
  position: { one: 'position', what: 'an actor, an issue or a stance' },
}

/** A prompt that says how many of a kind are not in the draft, and why. */
export function leftOut(material: Material, kind: AnnotationKind): BriefBlock[] {
  const count = unfilled(material, kind)
  const { one, what } = missing[kind]
  if (count === 0) return []
  const lack = count === 1 ? 'lacks' : 'lack'
  const words = `${capitalised(counted(count, one))} ${lack} ${what} and ${count === 1 ? 'is' : 'are'} not shown here: fill in what is missing.`
  return [promptLine(words)]
}

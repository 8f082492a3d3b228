import type { BriefBlock } from '../../model/brief'
import type { MeasureGroup } from '../../model/comparison'
import { heading, live, paragraph } from './build'
import { leftOut } from './left-out'
import { liveFilter, type Material } from './material'
import { figureSentence } from './sentences'

/** All figures: what those of a measure say together, then each in a table. Nothing where there is none. */
export function figureSection(material: Material): BriefBlock[] {
  if (material.figures.measures.length === 0) return []
  return [
    heading(2, 'The figures'),
    ...figureSentences(material, material.figures.measures),
    live('figures', liveFilter(material, 'figure')),
    ...leftOut(material, 'figure'),
  ]
}

/** A paragraph for each measure of which there are several figures. */
export function figureSentences(material: Material, measures: readonly MeasureGroup[]): BriefBlock[] {
  return measures.flatMap((group) => {
    const sentence = figureSentence(material, group)
    return sentence === null ? [] : [paragraph(...sentence)]
  })
}

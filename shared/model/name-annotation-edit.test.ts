import { expect, test } from 'vitest'
import { sampleAnnotation, sampleId, sampleVersion } from '../testing/samples'
import type { Annotation, FigureBody } from './annotation'
import { nameAnnotationEdit } from './name-annotation-edit'

const version = sampleVersion(sampleId('s', 1), ['The harbour would cost about $40m.'])
const figure = sampleAnnotation(sampleId('a', 1), version, 'figure', 'about $40m')

function filled(fields: Partial<FigureBody>): Annotation {
  if (figure.body.kind !== 'figure') throw new Error('not a figure')
  return { ...figure, body: { ...figure.body, ...fields } }
}

test('a step names the field that was filled in or emptied', () => {
  expect(nameAnnotationEdit(figure, filled({ measure: sampleId('m', 1) })).label).toBe('set measure')
  expect(nameAnnotationEdit(filled({ asOf: '2025' }), figure).label).toBe('clear as-of date')
  const quantity = { value: 4e7, upper: null, unit: 'USD', bound: 'about', approximate: true } as const
  expect(nameAnnotationEdit(figure, filled({ quantity, asOf: '2025' })).label).toBe('fill in figure')
  const coded = { ...filled({ asOf: '2025' }), codes: [sampleId('c', 1)] }
  expect(nameAnnotationEdit(figure, coded).label).toBe('fill in figure')
  expect(nameAnnotationEdit(figure, { ...figure, memo: 'Ask' }).label).toBe('memo on figure')
  expect(nameAnnotationEdit(figure, { ...figure, codes: [sampleId('c', 1)] }).label).toBe('code figure')
})

test('words that are typed into one field join, and what is chosen does not', () => {
  const { typing } = nameAnnotationEdit(figure, filled({ scope: 'the quay' }))
  expect(typing).not.toBeNull()
  expect(nameAnnotationEdit(filled({ scope: 'the quay' }), filled({ scope: 'the quays' })).typing).toBe(
    typing,
  )
  expect(nameAnnotationEdit(figure, filled({ asOf: '2025' })).typing).toBeNull()
})

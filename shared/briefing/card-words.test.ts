import { expect, test } from 'vitest'
import type { Annotation, AnnotationBody, Hop } from '../model/annotation'
import { sampleAnnotation, sampleId, sampleVersion } from '../testing/samples'
import { cardWords } from './card-words'

const version = sampleVersion(sampleId('s', 1), [
  'The mayor said the harbour would open in May, at about $40m.',
])
const claim = sampleAnnotation(sampleId('a', 1), version, 'claim', 'the harbour would open in May')
const figure = sampleAnnotation(sampleId('a', 2), version, 'figure', 'about $40m')
const position = sampleAnnotation(sampleId('a', 3), version, 'position', 'The mayor said')
const hop = (role: Hop['role'], asWritten: string): Hop => ({
  role,
  actor: null,
  asWritten,
  anonymous: false,
})

function withBody<Kind extends AnnotationBody['kind']>(
  annotation: Annotation,
  kind: Kind,
  fields: Partial<Extract<AnnotationBody, { kind: Kind }>>,
): Annotation {
  if (annotation.body.kind !== kind) throw new Error(`not a ${kind}`)
  return { ...annotation, body: { ...annotation.body, ...fields } }
}

test('a claim is its statement, else the memo, else the excerpt as the words of the source', () => {
  const stated = withBody({ ...claim, memo: 'Ask the port.' }, 'claim', {
    statement: 'Opening is set for May',
  })
  expect(cardWords(stated)).toEqual({
    title: 'Opening is set for May',
    quoted: false,
    second: 'Ask the port.',
    memo: 'Ask the port.',
  })
  expect(cardWords({ ...claim, memo: 'Ask the port.' })).toEqual({
    title: 'Ask the port.',
    quoted: false,
    second: null,
    memo: null,
  })
  expect(cardWords(claim)).toEqual({
    title: 'the harbour would open in May',
    quoted: true,
    second: null,
    memo: null,
  })
})

test('a figure is what is written, a position its excerpt, and a memo is their second line', () => {
  expect(cardWords({ ...figure, memo: 'Same in the digest.' })).toEqual({
    title: 'about $40m',
    quoted: true,
    second: 'Same in the digest.',
    memo: 'Same in the digest.',
  })
  expect(cardWords(position)).toEqual({ title: 'The mayor said', quoted: true, second: null, memo: null })
})

test('who says it and what was recorded come before the memo', () => {
  const said = withBody({ ...position, memo: 'Later retracted.' }, 'position', {
    stance: 'supports',
    dateSaid: '2025-02-26',
    attribution: [hop('outlet', 'The Courier'), hop('speaker', 'the mayor')],
  })
  expect(cardWords(said)).toMatchObject({
    second: 'the mayor · For, said on 26 February 2025',
    memo: 'Later retracted.',
  })
  const cited = withBody(figure, 'figure', { attribution: [hop('outlet', 'The Courier')] })
  expect(cardWords(cited).second).toBe('The Courier')
  const alleged = withBody(claim, 'claim', { statement: 'It opens in May', certainty: 'alleged' })
  expect(cardWords(alleged)).toMatchObject({ title: 'It opens in May', second: 'Alleged' })
})

test('what is filled in takes the place of the excerpt, and is not said twice', () => {
  const names = new Map<string, string>([
    [sampleId('m', 1), 'Cost of the harbour'],
    [sampleId('p', 1), 'The port'],
    [sampleId('i', 1), 'Dredging'],
  ])
  const nameOf = (id: string | null) => names.get(id ?? '') ?? null
  const measured = withBody(figure, 'figure', {
    measure: sampleId('m', 1),
    quantity: { value: 4e7, upper: null, unit: 'USD', bound: 'about', approximate: true },
    asOf: '2025-02',
  })
  expect(cardWords(measured, nameOf)).toMatchObject({
    title: 'Cost of the harbour, about $40m',
    quoted: false,
    second: 'As of February 2025',
  })
  const placed = withBody(position, 'position', {
    actor: sampleId('p', 1),
    issue: sampleId('i', 1),
    stance: 'opposes',
    dateSaid: '2025-02-26',
  })
  expect(cardWords(placed, nameOf)).toMatchObject({
    title: 'The port, Dredging: against',
    second: 'Said on 26 February 2025',
  })
  expect(cardWords(withBody(position, 'position', { stance: 'opposes' }), nameOf)).toMatchObject({
    title: 'The mayor said',
    quoted: true,
    second: 'Against',
  })
})

test('long words are shortened', () => {
  const { title } = cardWords(withBody(claim, 'claim', { statement: 'It opens. '.repeat(50) }))
  expect(title.length).toBeLessThanOrEqual(90)
  expect(title).toMatch(/…$/)
})

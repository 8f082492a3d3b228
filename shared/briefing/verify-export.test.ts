import { expect, test } from 'vitest'
import { BriefId } from '../model/ids'
import type { VersionEntry } from '../model/source'
import { sampleAnnotation, sampleId, sampleSource, sampleVersion } from '../testing/samples'
import { signExport } from './export-signature'
import { describeCopy } from './quoted-copies'
import { formatReference } from './reference'
import { changedSince, type ReadExport, referencesIn, verifyExport } from './verify-export'

const source = sampleId('s', 1)
const version = sampleVersion(source, ['The port gets nearly €40m.', 'The mayor wants it.'])
const figure = sampleAnnotation(sampleId('a', 1), version, 'figure', 'nearly €40m')
const claim = sampleAnnotation(
  sampleId('a', 2),
  version,
  'claim',
  'The port gets nearly €40m.\nThe mayor wants it.',
)
const notebook = new Map([figure, claim].map((each) => [each.id as string, each]))
const written = (annotation: string) => `sourcebook:${source}/${annotation}`
const nothing: ReadExport = { quotes: [], references: [], dangling: [], copies: [] }

function faults(read: Partial<ReadExport>, deleted: Partial<{ source: string; annotation: string }> = {}) {
  return verifyExport(
    { ...nothing, ...read },
    {
      annotationOf: ({ annotation }) => notebook.get(annotation) ?? null,
      versions: [],
      trash: {
        sources: new Set([deleted.source].flatMap((id) => (id === undefined ? [] : [sampleId('s', 7)]))),
        annotations: new Set(
          [deleted.annotation].flatMap((id) => (id === undefined ? [] : [sampleId('a', 7)])),
        ),
      },
    },
  )
}

test('a quote with the words of its passage holds, also when its lines were broken anew', () => {
  for (const words of [
    'The port gets nearly €40m.\nThe mayor wants it.',
    'The port gets\nnearly €40m.\n\nThe mayor wants it.',
  ])
    expect(faults({ quotes: [{ words, references: [written(claim.id)] }] })).toEqual([])
})

test('a quote with other words is told with both wordings', () => {
  const quotes = [{ words: 'exactly €40m', references: [written(figure.id)] }]
  expect(faults({ quotes })).toEqual([
    {
      rule: 'words-differ',
      reference: { source, annotation: figure.id },
      file: 'exactly €40m',
      notebook: 'nearly €40m',
    },
  ])
})

test('a copy that is named as the notebook has it holds, and no other', () => {
  const [entry] = sampleSource(source).versions
  if (entry === undefined) throw new Error('a source has a version')
  const line = describeCopy({ title: 'Harbour fund', entry }) + entry.original.sha256
  const forged = line.replace(/.$/, '0')
  const nowhere = { sources: new Set<never>(), annotations: new Set<never>() }
  const faultsOf = (versions: readonly VersionEntry[]) =>
    verifyExport(
      { ...nothing, copies: [line, forged] },
      { annotationOf: () => null, versions, trash: nowhere },
    )
  expect(faultsOf([entry])).toEqual([{ rule: 'copy-differs', words: forged }])
  expect(faultsOf([])).toHaveLength(2)
})

test('a quote that names several passages has the words of one of them', () => {
  const references = [written(claim.id), written(figure.id)]
  expect(faults({ quotes: [{ words: 'nearly €40m', references }] })).toEqual([])
})

test('a quote without a reference is told', () => {
  expect(faults({ quotes: [{ words: 'Typed', references: [] }] })).toEqual([
    { rule: 'quote-without-reference', words: 'Typed' },
  ])
})

test('a reference that leads nowhere is told once, and whether it can be brought back', () => {
  const gone = { source, annotation: sampleId('a', 7) }
  const reference = formatReference(gone)
  const read = { quotes: [{ words: 'Gone', references: [reference] }], references: [reference, reference] }
  expect(faults(read)).toEqual([{ rule: 'leads-nowhere', reference: gone, state: 'absent' }])
  expect(faults(read, { annotation: 'it' })).toMatchObject([{ state: 'in-trash' }])
  const away = { source: sampleId('s', 7), annotation: sampleId('a', 8) }
  expect(faults({ references: [formatReference(away)] }, { source: 'it' })).toMatchObject([
    { state: 'in-trash' },
  ])
})

test('a reference that was mangled and a mark without its footnote are told', () => {
  expect(faults({ references: ['sourcebook:s-1', 'sourcebook:s-1'], dangling: ['[^9]'] })).toEqual([
    { rule: 'unreadable-reference', words: 'sourcebook:s-1' },
    { rule: 'footnote-missing', words: '[^9]' },
  ])
})

test('a reference ends where the signs around it begin', () => {
  const reference = written(figure.id)
  const words = `See <${reference}>, (${reference}). “${reference}”; [${reference}]: ${reference}.`
  expect(referencesIn(words)).toEqual(Array.from({ length: 5 }, () => reference))
})

test('what an export says about its brief is held against what the brief prints now', () => {
  const signature = { brief: BriefId.parse(sampleId('b', 1)), format: 'markdown' } as const
  const then = signExport('# One\n\nTwo.\n\nThree.\n', signature)
  expect(changedSince(then, then)).toBe(0)
  expect(changedSince(`${then}\nTyped.\n`, then)).toBe(0)
  expect(changedSince(then, signExport('# One\n\nTwo and more.\n\nThree.\n', signature))).toBe(1)
  expect(changedSince(then, signExport('# One\n', signature))).toBe(2)
  expect(changedSince(then, signExport('# One\n\nTwo.\n\nThree.\n\nFour.\n', signature))).toBe(1)
  const twice = signExport('# One\n\nTwo.\n\nTwo.\n', signature)
  expect(changedSince(twice, signExport('# One\n\nTwo.\n', signature))).toBe(1)
  expect(changedSince(then, signExport('# One\n', { ...signature, format: 'html' }))).toBeNull()
  expect(changedSince('# Typed\n', then)).toBeNull()
})

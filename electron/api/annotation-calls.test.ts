import { beforeEach, describe, expect, test } from 'vitest'
import { describeRange } from '../../shared/anchoring/describe-range'
import { type Annotation, type ClaimBody, excerptOf } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import { openDesk } from './testing/desk'

const text = 'Port fund splits the harbour council\nThe port gets nearly €40m of it. The guild waits.'

let desk: Awaited<ReturnType<typeof openDesk>>
let source: SourceId

beforeEach(async () => {
  desk = await openDesk()
  source = await desk.importText(text)
})

/** Where these words stand in the text. */
function rangeOf(words: string) {
  const start = text.indexOf(words)
  return { start, end: start + words.length }
}

function resize({ id, revision }: Annotation, ...words: string[]) {
  return desk.call('annotation.update', { source, annotation: id, revision, ranges: words.map(rangeOf) })
}

describe('other passages for an annotation', () => {
  test('the passage is described anew and everything else stays', async () => {
    const { id } = await desk.tag(source, 'The port', 'claim')
    const body = {
      kind: 'claim',
      statement: 'It pays',
      certainty: 'hedged',
      issue: null,
      eventDate: null,
      attribution: [],
    } satisfies ClaimBody
    const before = await desk.call('annotation.update', {
      source,
      annotation: id,
      revision: 1,
      body,
      memo: 'Who?',
    })
    const after = await resize(before, 'The port gets nearly €40m')
    expect(after).toEqual({
      ...before,
      revision: 3,
      modified: after.modified,
      target: { ...before.target, ranges: after.target.ranges },
    })
    expect(after.modified).not.toBe(before.modified)
    const range = rangeOf('The port gets nearly €40m')
    expect(after.target.ranges).toEqual([describeRange(text, range.start, range.end)])
    expect(await desk.only(source)).toEqual(after)
  })

  test('what a figure wrote follows its passage, until a person has put it otherwise', async () => {
    const tagged = await desk.tag(source, 'nearly €40m', 'figure')
    const grown = await resize(tagged, 'nearly €40m of it')
    expect(grown.body).toEqual({ ...tagged.body, asWritten: 'nearly €40m of it' })
    const body = { ...grown.body, asWritten: '€40m' } as Annotation['body']
    const { id, revision } = grown
    const reworded = await desk.call('annotation.update', { source, annotation: id, revision, body })
    expect((await resize(reworded, 'nearly €40m')).body).toEqual(body)
  })

  test('passages come in any order and are kept in that of the text', async () => {
    const joined = await resize(await desk.tag(source, 'Port fund', 'claim'), 'The guild waits', 'Port fund')
    expect(excerptOf(joined.target)).toBe('Port fund … The guild waits')
  })

  test.each([
    ['overlap', [rangeOf('The port gets'), rangeOf('gets nearly')]],
    ['are empty', [{ start: 5, end: 5 }]],
    ['run backwards', [{ start: 9, end: 5 }]],
    ['hold nothing but white space', [{ start: 4, end: 5 }]],
    ['lie outside the text', [{ start: 80, end: 9000 }]],
    ['come with one that is empty', [rangeOf('Port fund'), { start: 20, end: 20 }]],
  ])('passages that %s are refused and nothing changes', async (_, ranges) => {
    const tagged = await desk.tag(source, 'Port fund', 'claim')
    const update = desk.call('annotation.update', { source, annotation: tagged.id, revision: 1, ranges })
    await expect(update).rejects.toMatchObject({ reason: 'invalid-input' })
    expect(await desk.only(source)).toEqual(tagged)
    expect((await desk.call('history.state', {})).undo).toBe('tag claim')
  })

  test('an edge is not moved on sight of an old revision', async () => {
    const tagged = await desk.tag(source, 'Port fund', 'claim')
    await resize(tagged, 'Port fund splits')
    await expect(resize(tagged, 'Port')).rejects.toMatchObject({ reason: 'conflict' })
    expect(excerptOf((await desk.only(source)).target)).toBe('Port fund splits')
  })

  test('the same passages again are no change', async () => {
    const tagged = await desk.tag(source, 'Port fund', 'claim')
    expect(await resize(tagged, 'Port fund')).toEqual(tagged)
  })
})

describe('undo', () => {
  test('moving an edge bit by bit is one step, and takes the wording of a figure back with it', async () => {
    const tagged = await desk.tag(source, 'nearly', 'figure')
    const grown = await resize(await resize(tagged, 'nearly €40m'), 'nearly €40m of it')
    expect(await desk.undo()).toBe('resize figure')
    expect(await desk.only(source)).toMatchObject({ target: tagged.target, body: tagged.body })
    expect((await desk.call('history.state', {})).undo).toBe('tag figure')
    expect(await desk.redo()).toBe('resize figure')
    expect(await desk.only(source)).toMatchObject({ target: grown.target, body: grown.body })
  })

  test('to join a passage and to take one away are steps of their own', async () => {
    const tagged = await desk.tag(source, 'Port fund', 'claim')
    const grown = await resize(tagged, 'Port fund splits')
    const joined = await resize(grown, 'Port fund splits', 'The port')
    const further = await resize(joined, 'Port fund splits', 'The port gets')
    await resize(further, 'The port gets')
    const undone: string[] = []
    const excerpts: string[] = []
    for (let step = 0; step < 4; step += 1) {
      undone.push(await desk.undo())
      excerpts.push(excerptOf((await desk.only(source)).target))
    }
    expect(undone).toEqual([
      'take passage from claim',
      'resize claim',
      'join passage to claim',
      'resize claim',
    ])
    expect(excerpts).toEqual([
      'Port fund splits … The port gets',
      'Port fund splits … The port',
      'Port fund splits',
      'Port fund',
    ])
  })

  test('resizing one annotation after another is two steps', async () => {
    const one = await desk.tag(source, 'Port', 'claim')
    const two = await desk.tag(source, 'The port', 'claim')
    await resize(one, 'Port fund')
    await resize(two, 'The port gets')
    expect([await desk.undo(), await desk.undo(), await desk.undo()]).toEqual([
      'resize claim',
      'resize claim',
      'tag claim',
    ])
  })
})

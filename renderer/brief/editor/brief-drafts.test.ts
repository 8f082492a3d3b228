import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Failure } from '../../../shared/contract/failure'
import type { BriefDocument } from '../../../shared/model/brief'
import { anyExcerpt } from '../../../shared/model/excerpts'
import { createFakeHost } from '../../state/fake-host'
import type { Host } from '../../state/host'
import { createSaves } from '../../state/saves'
import { createStatus } from '../../state/status'
import { createBriefDrafts } from './brief-drafts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  sessionStorage.clear()
  localStorage.clear()
})

function documentOf(...lines: readonly string[]): BriefDocument {
  return {
    type: 'doc',
    content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  }
}

/** A brief that says `First`, open in a page that shows what it is given. */
async function openBrief(kind: Host['kind'] = 'browser') {
  const fake = createFakeHost([], kind)
  const begun = await fake.host.call('brief.create', {
    title: 'The quay',
    template: 'blank',
    filter: anyExcerpt,
  })
  const save = { brief: begun.id, revision: begun.revision, document: documentOf('First') }
  const brief = await fake.host.call('brief.save', save)
  const status = createStatus()
  const draftsOfPage = () => createBriefDrafts(fake.host, status, createSaves())
  const drafts = draftsOfPage()
  const shown = { document: brief.document }
  drafts.open(brief, {
    read: () => shown.document,
    show: (document) => {
      shown.document = document
    },
  })
  return {
    fake,
    brief,
    status,
    drafts,
    shown,
    saves: () => fake.asked('brief.save').length - 1,
    write: async (...lines: readonly string[]) => {
      shown.document = documentOf(...lines)
      drafts.type(brief.id)
      await drafts.save(brief.id)
    },
    /** What another page would show of the brief. */
    again: async () => draftsOfPage().documentOf(await fake.host.call('brief.get', { brief: brief.id })),
  }
}

test('a save that the disk refuses is tried again, one for a brief that is gone is not', async () => {
  const { fake, brief, drafts, saves, write } = await openBrief()
  fake.refuse('brief.save', new Failure('disk-full', 'The disk is full.'))
  await write('Second')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(saves()).toBeGreaterThan(2)
  fake.refuse('brief.save', null)
  await drafts.save(brief.id)

  await fake.host.call('brief.remove', { brief: brief.id })
  const before = saves()
  await write('Third')
  await vi.advanceTimersByTimeAsync(600_000)
  expect(saves()).toBe(before + 1)
  expect(drafts.isUnsaved()).toBe(true)
})

test('what was typed after a refusal is there in the next page too', async () => {
  const { fake, brief, drafts, shown, write, again } = await openBrief()
  fake.refuse('brief.save', new Failure('disk-full', 'The disk is full.'))
  await write('Second')
  shown.document = documentOf('Second, and more')
  drafts.type(brief.id)
  fake.hold('brief.save') // the page is gone before there is an answer
  drafts.leave()
  expect(await again()).toEqual(documentOf('Second, and more'))
})

test('words that stand against those of another window are there in the next page too', async () => {
  const { fake, brief, drafts, write, again } = await openBrief()
  const { revision } = brief
  await fake.host.call('brief.save', { brief: brief.id, revision, document: documentOf('Theirs') })
  await write('Mine')
  expect(drafts.troubleOf(brief.id)?.kind).toBe('conflict')
  expect(await again()).toEqual(documentOf('Mine'))
  drafts.keepMine(brief.id)
  await drafts.save(brief.id)
  expect(await again()).toEqual(documentOf('Mine'))
  expect(sessionStorage).toHaveLength(0)
})

test('the refusal is over once the words of the other window were taken', async () => {
  const { fake, brief, status, drafts, write } = await openBrief()
  const { revision } = brief
  await fake.host.call('brief.save', { brief: brief.id, revision, document: documentOf('Theirs') })
  await write('Mine')
  expect(status.current()?.tone).toBe('refused')
  drafts.takeTheirs(brief.id)
  expect(status.current()).toBeNull()
  expect(status.refusals().size).toBe(0)
})

test('nothing is left to choose once a brief of its own has all that was written here', async () => {
  const { fake, brief, status, drafts, shown, write } = await openBrief()
  const { revision } = brief
  await fake.host.call('brief.save', { brief: brief.id, revision, document: documentOf('Theirs') })
  await write('Mine')
  drafts.keptBeside(brief.id, documentOf('Mine, in part'))
  expect(drafts.troubleOf(brief.id)?.kind).toBe('conflict')
  drafts.keptBeside(brief.id, documentOf('Mine'))
  expect(drafts.troubleOf(brief.id)).toBeNull()
  expect(shown.document).toEqual(documentOf('Theirs'))
  expect(status.refusals().size).toBe(0)
  expect(sessionStorage).toHaveLength(0)
})

test('on the desktop they outlast the window, and are forgotten once the disk has them', async () => {
  const { fake, brief, write, again } = await openBrief('desktop')
  fake.refuse('brief.save', new Failure('disk-full', 'The disk is full.'))
  await write('Second')
  sessionStorage.clear()
  expect(await again()).toEqual(documentOf('Second'))
  fake.refuse('brief.save', null)
  // The last try of the window that closed did arrive.
  const { revision } = brief
  await fake.host.call('brief.save', { brief: brief.id, revision, document: documentOf('Second') })
  expect(await again()).toEqual(documentOf('Second'))
  expect(localStorage).toHaveLength(0)
})

test('what was saved though no answer came is no change of somebody else, in the same page and in the next', async () => {
  const { fake, brief, drafts, shown, write, again } = await openBrief()
  const { id, revision } = brief
  fake.refuse('brief.save', new Failure('unavailable', 'Nobody answers.'))
  await write('Second')
  // The disk had it before the host went.
  fake.refuse('brief.save', null)
  await fake.host.call('brief.save', { brief: id, revision, document: documentOf('Second') })
  shown.document = documentOf('Second, and more')
  drafts.type(id)
  await vi.advanceTimersByTimeAsync(300)
  expect(await again()).toEqual(documentOf('Second, and more'))
  await drafts.save(id)
  expect(drafts.troubleOf(id)).toBe(null)
  expect((await fake.host.call('brief.get', { brief: id })).document).toEqual(documentOf('Second, and more'))
})

test('what is typed while the disk is slow is there in the next page', async () => {
  const { fake, brief, drafts, shown, again } = await openBrief()
  fake.hold('brief.save')
  for (const words of ['Second', 'Second, and more']) {
    shown.document = documentOf(words)
    drafts.type(brief.id)
    await vi.advanceTimersByTimeAsync(300)
  }
  expect(await again()).toEqual(documentOf('Second, and more'))
})

test('a brief that went back to an earlier revision, as a backup does, takes what is typed on', async () => {
  const { fake, brief, drafts, shown } = await openBrief()
  const ahead = { ...brief, revision: brief.revision + 5 }
  drafts.hear(ahead)
  shown.document = documentOf('Second')
  drafts.type(brief.id)
  await drafts.save(brief.id)
  expect(drafts.troubleOf(brief.id)).toBe(null)
  expect((await fake.host.call('brief.get', { brief: brief.id })).document).toEqual(documentOf('Second'))
})

test('another document of the same revision, as a copy that was chosen, is shown and taken on from', async () => {
  const { fake, brief, drafts, shown } = await openBrief()
  const chosen = { ...brief, document: documentOf('The copy', 'Its end') }
  drafts.hear(chosen)
  expect(shown.document).toEqual(chosen.document)

  const other = { ...brief, document: documentOf('The copy', 'Another end') }
  shown.document = documentOf('Mine', 'Its end')
  drafts.type(brief.id)
  drafts.hear(other)
  expect(shown.document).toEqual(documentOf('Mine', 'Another end'))
  await drafts.save(brief.id)
  expect((await fake.host.call('brief.get', { brief: brief.id })).document).toEqual(shown.document)
})

test('what was typed last is there in the next page, also where no answer came before this one went', async () => {
  const { fake, brief, drafts, shown, again } = await openBrief()
  fake.hold('brief.save')
  shown.document = documentOf('Second')
  drafts.type(brief.id)
  drafts.leave()
  expect(await again()).toEqual(documentOf('Second'))
})

test('what is typed while a save is on its way is sent as the page goes, whether or not that save arrives', async () => {
  const { fake, brief, drafts, shown } = await openBrief()
  const answer = fake.hold('brief.save')
  shown.document = documentOf('Second')
  drafts.type(brief.id)
  const saving = drafts.save(brief.id)
  shown.document = documentOf('Second', 'and its end')
  drafts.type(brief.id)
  drafts.leave()
  const document = documentOf('Second', 'and its end')
  const seen = [brief.revision + 1, brief.revision]
  expect(fake.asked('brief.save').slice(-2)).toEqual(
    seen.map((revision) => ({ brief: brief.id, revision, document })),
  )
  answer()
  await saving
  expect((await fake.host.call('brief.get', { brief: brief.id })).document).toEqual(document)
  expect(drafts.troubleOf(brief.id)).toBeNull()
  expect(sessionStorage).toHaveLength(0)
})

import { type ReactNode, useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { z } from 'zod'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { Backup, Health, ToldIncident } from '../../shared/model/health'
import { createFakeHost } from '../state/fake-host'
import type { Host } from '../state/host'
import { HostContext, RefusalContext } from '../state/host-context'
import { createStatus, StatusContext } from '../state/status'
import { unsavedOf } from '../state/unsaved'
import { MovedWordsContext } from '../state/use-moved-words'
import '../ui/styles'
import { HealthPage } from './HealthPage'
import type { UnsavedPlace } from './use-unsaved-work'

// Where a window of a browser keeps what is not saved.
beforeEach(() => sessionStorage.clear())

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

const backup = (number: number, given: Partial<Backup> = {}): Backup => ({
  number,
  place: 'notebook',
  cause: 'regular',
  made: minutesAgo(100 - number),
  sources: 5,
  annotations: 20 + number,
  briefs: 1,
  ...given,
})
const copy: Health['conflicts'][number] = {
  file: 'sources/s-1/annotations/1 (Ilse’s conflicted copy 2025-02-27).json',
  of: 'sources/s-1/annotations/1.json',
  title: 'The quay',
  by: 'Dropbox',
  modified: minutesAgo(30),
  difference: '3 highlights only here, 1 changed, 2 only there',
}
const mended = (nth: number): ToldIncident => ({
  at: minutesAgo(nth),
  kind: 'damaged',
  file: 'actors.json',
  title: null,
  message: `The list of actors (actors.json) was damaged, number ${nth}, and was put back.`,
  mended: true,
  keptAs: `aside/2025-02-27T10-00-${nth}/actors.json`,
})

/** A window that has words of its notebook from another folder, if one is given, until they are taken up. */
function Moved({ from, children }: { readonly from: string | null; readonly children: ReactNode }) {
  const [waits, setWaits] = useState(from !== null)
  return (
    <MovedWordsContext value={waits && from !== null ? { from, take: () => setWaits(false) } : null}>
      {children}
    </MovedWordsContext>
  )
}

async function open(
  given: Partial<Health> = {},
  backups: readonly Backup[] = [],
  refusal: string | null = null,
  kind: Host['kind'] = 'browser',
  folderBefore: string | null = null,
) {
  const fake = createFakeHost([], kind)
  fake.health.health = { ...fake.health.health, ...given }
  fake.health.backups.push(...backups)
  if (refusal !== null) fake.lock(refusal)
  const status = createStatus()
  const closed: string[] = []
  const opened: UnsavedPlace[] = []
  const screen = await render(
    <HostContext value={fake.host}>
      <StatusContext value={status}>
        <RefusalContext value={refusal}>
          <Moved from={folderBefore}>
            <HealthPage onClose={() => closed.push('closed')} onOpen={(place) => opened.push(place)} />
          </Moved>
        </RefusalContext>
      </StatusContext>
    </HostContext>,
  )
  await expect.element(screen.getByRole('heading', { name: 'Backups' })).toBeVisible()
  const said = () => {
    const remark = status.current()
    return remark === null || remark.tone === 'saved' ? null : remark.text
  }
  return {
    fake,
    screen,
    said,
    closed,
    opened,
    status,
    button: (name: string | RegExp) => screen.getByRole('button', { name }),
    states: screen.getByRole('listbox', { name: 'States to go back to' }),
  }
}

test('a notebook that is whole begins with that, and the focus is on the heading', async () => {
  const { screen } = await open({
    backups: { notebook: minutesAgo(12), outside: null, outsideFolder: null, failure: null },
    lastCheck: { at: minutesAgo(20), files: 40, faults: 0, texts: false },
  })
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveFocus()
  await expect
    .element(screen.getByText('All is well: backed up 12 minutes ago, every file looked at 20 minutes ago.'))
    .toBeVisible()
  await expect.element(screen.getByRole('heading', { name: /attention/ })).not.toBeInTheDocument()
})

test('of two copies one is chosen, and told with the way back', async () => {
  const { fake, screen, said, button } = await open({ conflicts: [copy] })
  const wanted = screen.getByRole('region', { name: /Wants your attention/ })
  await expect.element(wanted).toHaveTextContent(/Two copies of “The quay”.*made by Dropbox, last changed/)
  await expect
    .element(wanted)
    .toHaveTextContent('They differ: 3 highlights only here, 1 changed, 2 only there.')
  await button('Use the copy: that of “The quay” by Dropbox').click()
  await expect.element(wanted).not.toBeInTheDocument()
  expect(fake.asked('health.choose')).toEqual([{ file: copy.file, keep: 'copy' }])
  expect(said()).toBe('Took the copy of “The quay”; what was there lies aside. Ctrl+Z takes that back.')
})

test('of what changed in a copy both wordings are shown, before one is chosen', async () => {
  const difference =
    '4 highlights changed\n“14 of its 31 quays”: memo (“Desk” here, “Laptop” there)\nand 3 more'
  const { screen } = await open({ conflicts: [{ ...copy, difference }] })
  await expect
    .element(screen.getByText(/^The other one was made by/))
    .toHaveTextContent(
      'They differ: 4 highlights changed. Here is what the notebook shows now, there is the copy.',
    )
  const changes = screen.getByRole('listitem')
  await expect.element(changes.getByText('memo (“Desk” here, “Laptop” there)')).toBeVisible()
  await expect.element(changes.getByText('and 3 more')).toBeVisible()
})

test('of a brief both can be kept, of anything else they cannot', async () => {
  const ofBrief = { ...copy, file: 'briefs/b-1 (2).json', of: 'briefs/b-1.json', title: 'What the port says' }
  const { fake, said, button } = await open({ conflicts: [copy, ofBrief] })
  await expect.poll(() => button(/^Keep this/).elements()).toHaveLength(2)
  await expect.poll(() => button(/^Keep both/).elements()).toHaveLength(1)
  await button(/^Keep both/).click()
  await expect.poll(() => fake.asked('health.choose')).toEqual([{ file: ofBrief.file, keep: 'both' }])
  await expect
    .poll(said)
    .toBe('Kept “What the port says” as it is, and the copy as a brief of its own. Ctrl+Z takes that back.')
})

test('a copy that cannot be read cannot be used; the document can be kept', async () => {
  const { fake, screen, button } = await open({ conflicts: [{ ...copy, difference: null }] })
  await expect.element(screen.getByText(/The copy cannot be read\./)).toBeVisible()
  await expect.element(button(/Use the copy/)).toBeDisabled()
  await button(/Keep this/).click()
  await expect.poll(() => fake.asked('health.choose')).toEqual([{ file: copy.file, keep: 'this' }])
})

test('what was put right is listed newest first, ten at first, with where the bad one lies', async () => {
  const { screen, button } = await open({
    incidents: Array.from({ length: 14 }, (_, index) => mended(index + 1)),
  })
  const part = screen.getByRole('region', { name: /^History/ })
  await expect
    .element(part.getByRole('listitem').first())
    .toHaveTextContent(/number 1,.*lies in aside\/.*-1\//)
  await expect.poll(() => part.getByRole('listitem').elements()).toHaveLength(10)
  await button('Show all 14').click()
  await expect.poll(() => part.getByRole('listitem').elements()).toHaveLength(14)
})

test('that the notebook was brought to a newer format is told among what happened, unless that failed', async () => {
  const states = [backup(1, { cause: 'before-migration', made: minutesAgo(5) }), backup(2)]
  const { screen } = await open({ incidents: [mended(1), mended(9)] }, states)
  const items = screen.getByRole('region', { name: /^History/ }).getByRole('listitem')
  await expect.element(items.nth(1)).toHaveTextContent(/brought to the format of a newer version/)
  await expect.poll(() => items.elements()).toHaveLength(3)
  await screen.unmount()
  const failed = await open({}, states, 'The notebook could not be brought up to date.')
  await expect.element(failed.states.getByRole('option').first()).toBeVisible()
  await expect.element(failed.screen.getByRole('region', { name: /^History/ })).not.toBeInTheDocument()
})

test('damage that is not mended, a failed backup and a full disk want attention, in this order', async () => {
  const { screen } = await open({
    incidents: [
      { ...mended(3), mended: false, keptAs: null, message: 'The codebook could not be put back.' },
    ],
    backups: { notebook: null, outside: null, outsideFolder: null, failure: 'The disk is full.' },
    disk: { free: 120_000_000, size: 500_000_000_000 },
  })
  await expect.element(screen.getByText(/^3 things want your attention/)).toBeVisible()
  const items = screen.getByRole('region', { name: /Wants your attention/ }).getByRole('listitem')
  await expect.element(items.nth(0)).toHaveTextContent('The codebook could not be put back.')
  await expect
    .element(items.nth(1))
    .toHaveTextContent(/The last backup could not be made.*The disk is full\./)
  await expect.element(items.nth(2)).toHaveTextContent(/Only 120.* MB free/)
  await expect.element(screen.getByText(/which is little/)).toBeVisible()
})

test('backups: one is made, and those outside are turned on', async () => {
  const { fake, screen, said, button, states } = await open()
  await button('Back up now').click()
  await expect.element(states.getByRole('option')).toHaveTextContent(/you asked for it/)
  expect(said()).toBe('Backed up: 0 sources, 0 annotations and 0 briefs.')
  const outside = screen.getByRole('checkbox', { name: 'Also keep backups outside the notebook' })
  await expect.element(outside).not.toBeChecked()
  await outside.click()
  await expect.element(outside).toBeChecked()
  await expect.element(screen.getByText('/home/ilse/.config/Sourcebook/backups')).toBeVisible()
  expect(fake.asked('backup.setOutside')).toEqual([{ on: true }])
})

test('by keyboard a state is chosen and brought back, after being told what that does', async () => {
  const made = minutesAgo(98)
  const { fake, screen, said, closed, button, states } = await open({}, [
    backup(1),
    backup(2, { cause: 'before-restore', made }),
    backup(2, { place: 'outside', made }),
    backup(3),
  ])
  await expect.poll(() => states.getByRole('option').elements()).toHaveLength(3) // the second lies in both places
  await expect.element(button('Restore…')).toBeDisabled()
  states.element().focus()
  await userEvent.keyboard('{ArrowDown}{Enter}{Tab}')
  await expect.element(button('Restore…')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  const dialog = screen.getByRole('dialog', { name: /^Go back to the state of/ })
  await expect.element(dialog).toHaveTextContent(/22 annotations.*backed up first.*trash.*opens anew/)
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(button('Restore…')).toHaveFocus()
  expect(closed).toEqual([]) // the page stays
  expect(fake.asked('backup.restore')).toEqual([])
  await userEvent.keyboard('{Enter}')
  await dialog.getByRole('button', { name: 'Restore this state' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(fake.asked('backup.restore')).toEqual([{ number: 2, place: 'notebook' }])
  expect(said()).toMatch(/^The notebook is as it was .* What it was before is among the backups\.$/)
})

test('of a state that is not whole it is said what is lost before anything is done, and only the rest is offered', async () => {
  const { fake, screen, said, button, states } = await open({}, [backup(1), backup(2)])
  const messages = [1, 2, 3, 4, 5, 6].map(
    (nth) => `“Story ${nth}”: the text is lost. Import “${nth}.txt” again.`,
  )
  fake.health.lost = { lost: 7, messages }
  fake.health.losses = [
    { number: 2, place: 'notebook', sources: 7, listed: true },
    { number: 1, place: 'notebook', sources: 1, listed: false },
  ]
  fake.emit({ kind: 'health' })
  await expect.element(states.getByRole('option').nth(0)).toHaveTextContent('7 sources not whole')
  await expect.element(states.getByRole('option').nth(1)).toHaveTextContent('a list of it is lost')
  await states.getByRole('option').nth(0).click()
  const release = fake.hold('backup.look')
  await button('Restore…').click()
  const dialog = screen.getByRole('dialog', { name: /^Go back to the state of/ })
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Looking whether all of it is whole…')
  await expect.element(button('Restore this state')).toBeDisabled()
  release()
  await expect.element(dialog.getByRole('status')).toHaveTextContent(/^Not all of it is whole any more/)
  await expect.element(dialog).toHaveTextContent(/Story 1.*Story 5.*2 more\./)
  await expect.element(dialog).toHaveTextContent('All else of the notebook becomes what it was then')
  await expect.element(dialog).not.toHaveTextContent('Story 6')
  await expect.element(button('Restore this state')).not.toBeInTheDocument()
  expect(fake.asked('backup.restore')).toEqual([])
  await button('Restore what is whole').click()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(fake.asked('backup.restore')).toEqual([{ number: 2, place: 'notebook', partly: true }])
  expect(said()).toMatch(/^The notebook is as it was .*, without what is lost of it\. What it was before/)
})

test('of a single state there is nothing to choose: the keys lead straight to what can be done with it', async () => {
  const { button, states } = await open({}, [backup(1)])
  await expect.element(states.getByRole('option')).toHaveAttribute('aria-selected', 'true')
  states.element().focus()
  await userEvent.keyboard('{Tab}')
  await expect.element(button('Restore…')).toHaveFocus()
})

test('states that have one number in the two places and are not the same are both shown', async () => {
  const { states } = await open({}, [backup(2, { place: 'outside', made: minutesAgo(500) }), backup(2)])
  await expect.poll(() => states.getByRole('option').elements()).toHaveLength(2)
  await expect.element(states.getByRole('option').nth(1)).toHaveTextContent('only outside')
})

/** The question before a copy is made of the only state. */
async function askForCopy(refusal: string | null = null, kind: Host['kind'] = 'browser') {
  const opened = await open({}, [backup(1)], refusal, kind)
  await opened.states.getByRole('option').click()
  await opened.button(kind === 'desktop' ? 'Open as a copy…' : 'Make a copy…').click()
  return opened
}

test('a copy is made of a state, and told where that lies, also of a notebook that can only be read', async () => {
  const { fake, screen, button } = await askForCopy('Another window has it.')
  await expect.element(screen.getByText(/This notebook can only be read/)).toBeVisible()
  await expect.element(button('Restore…')).toBeDisabled()
  await button('Make the copy').click()
  await expect
    .element(screen.getByRole('dialog'))
    .toHaveTextContent('The new notebook lies in /home/ilse/Harbour fund (restored)')
  await expect.element(screen.getByText(/^To open it, start Sourcebook .* --notebook/)).toBeVisible()
  await expect.element(button('Copy the path')).toHaveFocus()
  await button('Close').click()
  expect(fake.asked('backup.restoreCopy')).toEqual([{ number: 1, place: 'notebook' }])
})

test('where a copy that is made lies is told also when its dialog was closed meanwhile, and closes no other', async () => {
  const { fake, screen, said, button } = await askForCopy()
  const release = fake.hold('backup.restoreCopy')
  await button('Make the copy').click()
  await button('Close').click()
  await button('Restore…').click()
  release()
  await expect.poll(said).toMatch(/^The new notebook lies in \/home\/ilse\/Harbour fund \(restored\)/)
  await expect.element(screen.getByRole('dialog', { name: /^Go back to/ })).toBeVisible()
})

test('on the desktop the copy is opened from there, by keyboard', async () => {
  const { fake, screen, button } = await askForCopy(null, 'desktop')
  await button('Make the copy').click()
  await expect.element(button('Open the copy')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  expect(fake.asked('desktop.openCopy')).toEqual([{ folder: '/home/ilse/Harbour fund (restored)' }])
  await expect.element(button('Open as a copy…')).toHaveFocus()
})

test('every file is looked at on demand: how far it is, a way to stop, and what was found', async () => {
  const { fake, screen, said, button } = await open()
  const release = fake.hold('health.check')
  await screen.getByRole('checkbox', { name: /texts from their originals/ }).click()
  await button('Look at every file now').click()
  fake.emit({ kind: 'checking', done: 30, of: 120 })
  const progress = screen.getByRole('progressbar', { name: 'Looking at every file' })
  await expect.element(progress).toHaveAttribute('value', '30')
  await expect.element(screen.getByText('30 of 120')).toBeVisible()
  await expect.element(button('Stop')).toHaveFocus()
  await button('Stop').click()
  await expect.poll(() => fake.asked('health.stopCheck')).toHaveLength(1)
  release()
  await expect.element(progress).not.toBeInTheDocument()
  await expect.element(button('Look at every file now')).toHaveFocus()
  expect(fake.asked('health.check')).toEqual([{ texts: true }])
  expect(said()).toBe('12 files looked at, the texts read again: all whole.')
  await expect
    .element(screen.getByText(/^Done on 26 February 2025.*: 12 files and the texts from their originals\./))
    .toBeVisible()
})

test('what a look found is counted once, each with its path apart, and what is to be decided is no success', async () => {
  const { fake, screen, status, button } = await open()
  const fault = { kind: 'damaged' as const, mended: false, keptAs: null }
  fake.health.faults.push(
    { ...fault, file: 'codebook.json', message: 'The codebook (codebook.json) was put back.', mended: true },
    { ...fault, file: 'actors.json', message: 'The list of actors (actors.json) is damaged.' },
    {
      ...fault,
      kind: 'conflict-copy',
      file: copy.file,
      message: `A file of annotations of “The quay” has a second copy; choose one of them. The copy is “${copy.file}”.`,
    },
  )
  await button('Look at every file now').click()
  const words = '12 files looked at: 1 mended, 1 could not be mended, 1 copy to be decided.'
  await expect.element(screen.getByText(words)).toBeVisible()
  await expect.element(screen.getByText(/: 12 files\. 1 fault could not be mended\./)).toBeVisible()
  expect(status.current()).toMatchObject({ tone: 'refused', text: words })
  const found = screen.getByRole('region', { name: 'Look at every file' }).getByRole('listitem')
  await expect.element(found.nth(0)).toHaveTextContent('The codebook was put back. codebook.json')
  await expect.element(found.nth(2)).toHaveTextContent(`has a second copy; choose one of them. ${copy.file}`)
})

test('a look that another window began is shown, with its progress, until it has ended', async () => {
  const { fake, screen, button } = await open({ checking: { done: 1, of: 9 } })
  await expect.element(button('Stop')).toBeVisible()
  fake.health.health = { ...fake.health.health, checking: null }
  fake.emit({ kind: 'health' })
  await expect.element(screen.getByRole('button', { name: 'Look at every file now' })).toBeVisible()
})

test('who holds it, and what it means that a program syncs it', async () => {
  const { screen } = await open({
    syncedBy: 'Syncthing',
    holder: { who: 'another', host: 'attic', pid: 4711, since: minutesAgo(3), running: null },
  })
  const place = screen.getByRole('region', { name: 'Where it is' })
  await expect
    .element(place)
    .toHaveTextContent(
      /Another Sourcebook on the computer “attic”.*cannot be seen from here.*Its process is number 4711/,
    )
  await expect.element(place).toHaveTextContent(/Syncthing ?Wait until it has finished before you open/)
  await expect.element(place).toHaveTextContent(/120 GB free of 500 GB/)
})

test('what a window has and the disk does not is told with its title, since when and why, and led to', async () => {
  const { fake, status, screen, opened, button } = await open()
  const brief = await fake.host.call('brief.create', blankBrief('What the port says'))
  const part = screen.getByRole('region', { name: /^Not saved yet/ })
  await expect.element(part).not.toBeInTheDocument()
  const kept = unsavedOf(fake.host, 'brief', z.string())
  kept.write(brief.id, 'Words')
  status.refuse('Not saved; what you wrote is kept here. The disk is full.', null, brief.id)
  await expect
    .element(part)
    .toHaveTextContent(/Not saved yet: “What the port says”, since \d\d:\d\d.*The disk is full\./)
  await expect.element(screen.getByText(/^1 thing wants your attention/)).toBeVisible()
  await button('Go there: “What the port says”').click()
  expect(opened).toEqual([{ kind: 'brief', brief: brief.id }])
  status.putAway()
  await expect.element(part).toBeVisible()
  kept.forget(brief.id)
  status.saved(brief.id)
  await expect.element(part).not.toBeInTheDocument()
  await expect.element(screen.getByText(/your attention/)).not.toBeInTheDocument()
})

test('what fields could not save is told with what it belongs to, and all that is not saved can be copied', async () => {
  const { fake, status, screen, said, opened, button } = await open()
  const brief = await fake.host.call('brief.create', blankBrief('What the port says'))
  const actor = await fake.host.call('codebook.add', { kind: 'actor', name: 'The guild' })
  const line = unsavedOf(fake.host, 'line', z.unknown())
  const description = unsavedOf(fake.host, 'description', z.unknown())
  const words = unsavedOf(fake.host, 'words', z.string())
  line.write(brief.id, { over: ['What the port says'], draft: 'What the town says' })
  line.write('s-0000000000000009 outlet', { over: [''], draft: 'The Courier' })
  description.write(actor.id, { over: [''], draft: 'Fishers of the harbour' })
  words.write(`spelling ${actor.id}`, 'the fishers’ guild')
  words.write('new code', 'Not entered yet')
  for (const about of [
    `line ${brief.id}`,
    'line s-0000000000000009 outlet',
    `description ${actor.id}`,
    `words spelling ${actor.id}`,
  ])
    status.noteOpen(about, 'The disk is full.')
  const items = screen.getByRole('region', { name: /^Not saved yet/ }).getByRole('listitem')
  await expect.poll(() => items.elements()).toHaveLength(4)
  await expect
    .element(items.nth(0))
    .toHaveTextContent(/the title of “What the port says”, since \d\d:\d\d.*The disk is full\./)
  await expect.element(items.nth(1)).toHaveTextContent('a detail of a text')
  await expect.element(items.nth(2)).toHaveTextContent('“The guild” in the lists')
  await expect.element(screen.getByText(/^4 things want your attention/)).toBeVisible()
  await button('Go there: “The guild” in the lists').first().click()
  expect(opened).toEqual([{ kind: 'entry', entry: actor.id, list: 'actor' }])
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await button('Copy all that is not saved').click()
  expect(write.mock.calls).toEqual([
    ['What the town says\n\n\nThe Courier\n\n\nFishers of the harbour\n\n\nthe fishers’ guild'],
  ])
  expect(said()).toBe('Copied all that is not saved.')
  write.mockRestore()
  line.forget(brief.id)
  status.over(`line ${brief.id}`)
  await expect.poll(() => items.elements()).toHaveLength(3)
})

test('words of the notebook as it lay elsewhere are offered among what is not saved, until they are taken up', async () => {
  const { screen, button } = await open({}, [], null, 'browser', '/home/ilse/Old place')
  const part = screen.getByRole('region', { name: /^Not saved yet/ })
  await expect.element(part).toHaveTextContent(/while the notebook lay elsewhere.*\/home\/ilse\/Old place/)
  await button('Take it up here').click()
  await expect.element(part).not.toBeInTheDocument()
})

const keptOutside = {
  notebook: null,
  outside: minutesAgo(20),
  outsideFolder: '/home/ilse/.config/sourcebook/backups',
  failure: null,
}

test('that the folder is gone is said first, and only what can be done then is offered', async () => {
  const { fake, screen, button, states } = await open({ gone: true, disk: null, backups: keptOutside }, [
    backup(1),
    backup(2),
    backup(2, { place: 'outside' }),
  ])
  await expect
    .element(
      screen.getByText(
        'The folder of this notebook is gone: nothing can be saved in it until it is back. A backup of it lies outside.',
      ),
    )
    .toBeVisible()
  await expect
    .element(screen.getByRole('region', { name: /Wants your attention/ }))
    .toHaveTextContent(/It lay in \/home\/ilse\/Harbour fund\..*copy it before you close it/)
  await expect.poll(() => states.getByRole('option').elements()).toHaveLength(1)
  for (const name of ['Back up now', 'Restore…', 'Look at every file now'])
    await expect.element(button(name)).not.toBeInTheDocument()
  await states.getByRole('option').click()
  await button('Make a copy…').click()
  const dialog = screen.getByRole('dialog')
  await expect.element(dialog).toHaveTextContent('beside the place where the folder of this one lay')
  await button('Make the copy').click()
  await expect.element(dialog).toHaveTextContent('The new notebook lies in')
  await expect.element(dialog).not.toHaveTextContent('this one is as it was')
  expect(fake.asked('backup.restoreCopy')).toEqual([{ number: 2, place: 'outside' }])
})

test('states of one minute are told apart by their seconds and numbers', async () => {
  const { states } = await open({}, [
    backup(1, { made: '2025-02-20T09:05:07.000Z' }),
    backup(2, { made: '2025-02-20T09:05:41.000Z', cause: 'before-migration' }),
    backup(3, { made: '2025-02-20T09:06:00.000Z' }),
  ])
  const options = states.getByRole('option')
  await expect.element(options.nth(0)).toHaveTextContent(/at \d\d:06Backup 3: .*made by itself/)
  await expect.element(options.nth(1)).toHaveTextContent(/:05:41Backup 2: .*before the notebook was brought/)
  await expect.element(options.nth(2)).toHaveTextContent(/:05:07Backup 1: /)
})

test('Escape leads back', async () => {
  const { closed, button } = await open()
  button('Back up now').element().focus()
  await userEvent.keyboard('{Escape}')
  expect(closed).toEqual(['closed'])
})

import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { Failure } from '../../shared/contract/failure'
import type { Backup, Health, ToldIncident } from '../../shared/model/health'
import { createFakeHost } from '../state/fake-host'
import { selectWords } from '../testing/select-words'
import { violations } from '../testing/violations'
import { App } from './App'

beforeEach(async () => {
  await page.viewport(1440, 900)
  sessionStorage.clear() // what another test typed and nobody saved
})

const SINCE = '2025-02-26T09:00:00.000Z' // when this window took the fake notebook
const mended: ToldIncident = {
  at: '2025-02-26T11:00:00.000Z',
  kind: 'damaged',
  file: 'codebook.json',
  title: null,
  message: 'The codebook (codebook.json) was damaged, and was put back as it was last saved.',
  mended: true,
  keptAs: 'aside/2025-02-26T11-00-00/codebook.json',
}
const MENDED =
  'The codebook was damaged, and was put back as it was last saved. Read more: Notebook health, Alt+Shift+H.'
const earlier: ToldIncident = {
  ...mended,
  at: '2025-02-20T11:00:00.000Z',
  file: 'actors.json',
  message: 'Long ago.',
}
const copy: Health['conflicts'][number] = {
  file: 'codebook (1).json',
  of: 'codebook.json',
  title: 'Codebook',
  by: 'Google Drive',
  modified: '2025-02-26T10:00:00.000Z',
  difference: '2 codes only here',
}
const backup: Backup = {
  number: 7,
  place: 'notebook',
  cause: 'regular',
  made: '2025-02-25T16:20:00.000Z',
  sources: 2,
  annotations: 3,
  briefs: 1,
}

async function start() {
  const fake = createFakeHost([
    { text: 'The quay\nIt opens in May.', outlet: 'The Courier' },
    { text: 'The tram\nIt runs.' },
  ])
  const [quay] = fake.sources
  if (quay === undefined) throw new Error('two sources were given')
  fake.health.backups.push(backup)
  const become = (given: Partial<Health>) => {
    fake.health.health = { ...fake.health.health, ...given }
    fake.emit({ kind: 'health' })
  }
  const screen = await render(<App host={fake.host} />)
  return {
    fake,
    quay,
    become,
    screen,
    status: screen.getByRole('status').first(),
    health: screen.getByRole('region', { name: 'Notebook health' }),
    heading: screen.getByRole('heading', { name: 'Notebook health' }),
    text: screen.getByRole('textbox', { name: /^Text of/ }),
    openText: () => screen.getByRole('option', { name: /The quay/ }).click(),
    tab: (name: string) => screen.getByRole('tab', { name }),
    mark: screen.getByRole('button', { name: /your attention$/ }),
  }
}
const press = (letter: string) => userEvent.keyboard(`{Alt>}{Shift>}${letter}{/Shift}{/Alt}`)

test('by key the page opens over the text, and Escape leads back to the very words', async () => {
  const { openText, heading, health, text, tab } = await start()
  await openText()
  await expect.element(text).toBeVisible()
  await selectWords('opens in')
  await press('H')
  await expect.element(heading).toHaveFocus()
  await expect.element(text).not.toBeInTheDocument() // out of reach while it is covered
  await expect.element(tab('Read')).toHaveAttribute('aria-selected', 'false')
  await userEvent.keyboard('{Escape}')
  await expect.element(health).not.toBeInTheDocument()
  await expect.element(text).toHaveFocus()
  expect(getSelection()?.toString()).toBe('opens in')
  await press('H')
  await press('H')
  await expect.element(text).toHaveFocus()
})

test('what is about the text leads back to it first, and the tab that is covered does', async () => {
  const { openText, screen, heading, health, text, tab } = await start()
  await openText()
  await expect.element(text).toBeVisible()
  await press('H')
  await userEvent.keyboard('{Control>}f{/Control}')
  await expect.element(health).not.toBeInTheDocument()
  await expect.element(screen.getByRole('searchbox', { name: /find/i })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await press('H')
  await expect.element(heading).toHaveFocus()
  await tab('Read').click()
  await expect.element(health).not.toBeInTheDocument()
  await expect.element(text).toBeVisible()
  await press('H')
  await press('2')
  await expect.element(tab('Compare')).toHaveAttribute('aria-selected', 'true')
  await expect.element(health).not.toBeInTheDocument()
})

test('from the palette and the menu it opens, and a backup is made from wherever one is', async () => {
  const { fake, screen, heading, health, status } = await start()
  await expect.element(screen.getByRole('listbox', { name: 'Sources' })).toBeVisible()
  await userEvent.keyboard('{Control>}k{/Control}notebook health{Enter}')
  await expect.element(heading).toHaveFocus()
  fake.emit({ kind: 'command', command: 'health' })
  await expect.element(health).not.toBeInTheDocument()
  fake.emit({ kind: 'command', command: 'back-up-now' })
  await expect.element(status).toHaveTextContent(/^Backed up: /)
  await userEvent.keyboard('{Control>}k{/Control}back up{Enter}')
  await expect.poll(() => fake.asked('backup.make')).toHaveLength(2)
})

test('what is met while one works is said once, without taking the focus, and leads to the page', async () => {
  const { become, openText, status, screen, heading, text, mark } = await start()
  await openText()
  await expect.element(text).toBeVisible()
  await text.click()
  become({ incidents: [mended] })
  await expect.element(status).toHaveTextContent(MENDED)
  await expect.element(text).toHaveFocus()
  await expect.element(mark).not.toBeInTheDocument() // it was mended: nobody has to do anything
  become({ incidents: [mended], conflicts: [copy] })
  await expect.element(status).toHaveTextContent(/two copies of “Codebook”.*Google Drive/)
  await expect.element(mark).toHaveTextContent('1 thing wants your attention')
  await press('U')
  await expect.element(heading).toHaveFocus()
  await screen.getByRole('button', { name: /^Keep this/ }).click()
  await expect.element(mark).not.toBeInTheDocument()
  await expect.element(heading).toHaveFocus() // what had it is gone
  await userEvent.keyboard('{Escape}')
  await expect.element(text).toHaveFocus()
})

test('at the start only what was met since the notebook was opened is news; the mark leads to the rest', async () => {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  const { health } = fake.health
  fake.health.health = { ...health, incidents: [earlier], conflicts: [copy] }
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('button', { name: '1 thing wants your attention' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Notebook health' })).toHaveFocus()
  await expect.element(screen.getByRole('status')).toHaveTextContent('Ready')
  await screen.unmount()
  fake.health.health = { ...health, incidents: [mended, earlier] }
  const again = await render(<App host={fake.host} />)
  expect(mended.at > SINCE && earlier.at < SINCE).toBe(true)
  await expect.element(again.getByRole('status')).toHaveTextContent(MENDED)
})

test('after a restore every view asks anew, what was typed and not saved is still there, and the page says what was done', async () => {
  const { fake, quay, screen, status, heading, openText, text } = await start()
  const claim = await fake.tag(quay, 'claim', 'opens in May')
  await openText()
  await expect.element(text).toBeVisible()
  await screen
    .getByRole('button', { name: /Claim.*opens in May/ })
    .first()
    .click()
  fake.refuse('annotation.update', new Failure('disk-full', 'The disk is full.'))
  await screen.getByLabelText('Memo').fill('Ask the port')
  await expect.element(status).toHaveTextContent('The disk is full.')
  fake.refuse('annotation.update', null)
  await press('H')
  await screen.getByRole('option', { name: /made by itself/ }).click()
  await screen.getByRole('button', { name: 'Restore…' }).click()
  const before = fake.asked('library.list').length
  await screen.getByRole('button', { name: 'Restore this state' }).click()
  await expect.element(status).toHaveTextContent(/^The notebook is as it was .*among the backups\.$/)
  await expect.element(heading).toHaveFocus()
  await expect.poll(() => fake.asked('library.list').length).toBeGreaterThan(before)
  await expect
    .poll(() => fake.asked('annotation.update').at(-1))
    .toMatchObject({ annotation: claim.id, memo: 'Ask the port' })
})

test('a restore that was refused is told of until that was read, also where the notebook was opened anew', async () => {
  const { fake, status, screen, heading } = await start()
  await press('H')
  await expect.element(heading).toHaveFocus()
  fake.refuse('backup.restore', new Failure('damaged', 'That backup is damaged.'))
  await screen.getByRole('option', { name: /made by itself/ }).click()
  await screen.getByRole('button', { name: 'Restore…' }).click()
  await screen.getByRole('button', { name: 'Restore this state' }).click()
  await expect.element(status).toHaveTextContent('That backup is damaged.')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  const before = fake.asked('library.list').length
  fake.emit({ kind: 'reopened' })
  await expect.poll(() => fake.asked('library.list').length).toBeGreaterThan(before)
  await expect.element(status).toHaveTextContent('That backup is damaged.')
  await screen.getByRole('button', { name: 'Put this message away' }).click()
  await expect.element(status).toHaveTextContent('The notebook was opened anew: this is its state now.')
})

test('when another window restores, this one shows the state anew, says so, and the keys lead on', async () => {
  const { fake, openText, text, status, screen } = await start()
  await openText()
  await expect.element(text).toBeVisible()
  await text.click()
  await fake.host.call('brief.create', blankBrief('What the port says'))
  fake.emit({ kind: 'reopened' })
  await expect.element(status).toHaveTextContent('The notebook was opened anew: this is its state now.')
  await expect.poll(() => document.activeElement).not.toBe(document.body)
  await press('3')
  await expect.element(screen.getByRole('option', { name: /What the port says/ })).toBeVisible()
})

test.each([1280, 640, 320])(
  'what was met is said whole in a window %i wide, in words of a person',
  async (width) => {
    await page.viewport(width, 800)
    const { become, status } = await start()
    become({
      incidents: [
        {
          ...mended,
          file: 'sources/s-0123456789abcdef/annotations/1.json',
          title: 'The quay, the tram and all that the council says of both',
          message:
            'It was damaged, and was put back as it was in the backup of 2025-02-26 10:58 UTC; it lies aside.',
        },
      ],
    })
    await expect
      .element(status)
      .toHaveTextContent(
        /^A file of annotations of “The quay, the tram .*…” was damaged, and was put back as it was in the backup of 26 February 2025 at \d\d:58\. Read more: Notebook health, Alt\+Shift\+H\.$/,
      )
    const line = status.element()
    expect(line.scrollWidth).toBeLessThanOrEqual(line.clientWidth)
    expect(line.getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight)
    expect(beyond()).toEqual([])
  },
)

test('why a tag was refused stays until it is put away, whatever else is saved or met meanwhile', async () => {
  const { fake, become, screen, status, openText, text } = await start()
  await openText()
  await expect.element(text).toBeVisible()
  fake.refuse('annotation.create', new Failure('disk-full', 'Nothing was saved: the disk is full.'))
  await selectWords('opens in')
  await userEvent.keyboard('1')
  await expect.element(status).toHaveTextContent('Nothing was saved: the disk is full.')
  become({ backups: { ...fake.health.health.backups, failure: 'The disk is full.' } })
  await expect.element(screen.getByRole('button', { name: /your attention$/ })).toBeVisible()
  await expect.element(status).toHaveTextContent('Nothing was saved: the disk is full.')
  await press('X')
  await expect.element(status).toHaveTextContent(/^The last backup could not be made\. The disk is full\./)
  await screen.getByRole('button', { name: 'Put this message away' }).click()
  await expect.element(status).toHaveTextContent('Ready')
})

test('a memo that the disk refused is told on the page, which leads to it, until it is saved', async () => {
  const { fake, quay, screen, openText, text, status, mark, health } = await start()
  await fake.tag(quay, 'claim', 'opens in May')
  await openText()
  await expect.element(text).toBeVisible()
  await screen
    .getByRole('button', { name: /Claim.*opens in May/ })
    .first()
    .click()
  fake.refuse('annotation.update', new Failure('disk-full', 'The disk is full.'))
  await screen.getByLabelText('Memo').fill('Ask the port')
  await expect.element(status).toHaveTextContent('The disk is full.')
  await expect.element(mark).toHaveTextContent('1 thing wants your attention')
  await press('H')
  await expect
    .element(health)
    .toHaveTextContent(/Not saved yet: “The quay”, since \d\d:\d\d.*The disk is full\./)
  await screen.getByRole('button', { name: 'Go there: “The quay”' }).click()
  await expect.element(health).not.toBeInTheDocument()
  fake.refuse('annotation.update', null)
  await screen.getByLabelText('Memo').fill('Ask the port and the state')
  await expect.element(mark).not.toBeInTheDocument()
  await expect.element(status).toHaveTextContent(/^Saved/)
})

test('the page leads to a brief that is not saved, ready to be gone on with', async () => {
  const { fake, screen, status, health } = await start()
  await fake.host.call('brief.create', blankBrief('What the port says'))
  await press('3')
  await screen.getByRole('option', { name: /What the port says/ }).click()
  const editor = screen.getByRole('textbox', { name: /^Text of/ })
  fake.refuse('brief.save', new Failure('disk-full', 'The disk is full.'))
  await editor.click()
  await userEvent.keyboard('It opens in May.')
  await expect.element(status).toHaveTextContent(/^Not saved;.*The disk is full\.$/)
  await press('H')
  await expect
    .element(health)
    .toHaveTextContent(/Not saved yet: “What the port says”, since \d\d:\d\d.*The disk is full\./)
  await screen.getByRole('button', { name: 'Go there: “What the port says”' }).click()
  await expect.element(editor).toHaveFocus()
  await expect.element(editor).toHaveTextContent('It opens in May.')
})

test('where both copies of a brief are kept, what became the other one is not to be chosen once more', async () => {
  const { fake, become, screen, health } = await start()
  const { id } = await fake.host.call('brief.create', blankBrief('What the port says'))
  const { document, revision } = await fake.host.call('brief.get', { brief: id })
  const line = (words: string) => ({
    ...document,
    content: [
      { type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }] },
      ...document.content,
    ],
  })
  const saved = await fake.host.call('brief.save', { brief: id, revision, document: line('It opens.') })
  await press('3')
  fake.refuse('brief.save', new Failure('disk-full', 'The disk is full.'))
  const editor = screen.getByRole('textbox', { name: /^Text of/ })
  await editor.getByText('It opens.').click()
  await userEvent.keyboard('{Home}Mine: ')
  await expect.element(screen.getByRole('status').first()).toHaveTextContent('The disk is full.')
  fake.refuse('brief.save', null)
  await fake.host.call('brief.save', {
    brief: id,
    revision: saved.revision,
    document: line('Theirs. It opens.'),
  })
  const file = `briefs/${id}.conflict-2025-03-01T10-00-00.000Z.json`
  become({ conflicts: [{ ...copy, file, of: `briefs/${id}.json`, title: 'What the port says' }] })
  await press('H')
  await expect.element(health).toHaveTextContent(/Not saved yet: .*Choose which to keep\./)
  const release = fake.hold('health.choose')
  await screen.getByRole('button', { name: /^Keep both/ }).click()
  await expect.poll(() => fake.asked('health.choose')).toHaveLength(1)
  // What the host does of the copy.
  const other = await fake.host.call('brief.create', blankBrief('What the port says (copy)'))
  const beside = { brief: other.id, revision: other.revision, document: line('Mine: It opens.') }
  await fake.host.call('brief.save', beside)
  release()
  await expect.element(health).not.toHaveTextContent(/Not saved yet|Two copies/)
  await press('3')
  await screen.getByRole('option', { name: /What the port says(?! \(copy)/ }).click()
  await expect.element(editor.getByText('Theirs. It opens.')).toBeVisible()
})

/** What can only be seen by scrolling sideways, or not at all. */
function beyond(): string[] {
  const wide = Array.from(document.querySelectorAll('.health *, .health-dialog, .status *')).filter(
    (element) => {
      const { overflowX, clipPath } = getComputedStyle(element)
      const { left, right, width } = element.getBoundingClientRect()
      const scrolls = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1
      const leaves = width > 2 && clipPath === 'none' && (left < -1 || right > innerWidth + 1)
      return element.checkVisibility() && (scrolls || leaves) && element.closest('svg') === null
    },
  )
  return wide.map(({ tagName, className }) => `${tagName}.${className}`)
}

test.each([
  ['light', 1440],
  ['light', 320],
  ['dark', 1280],
  ['contrast', 640],
] as const)('the page fits and is free of violations: %s, %i wide', async (theme, width) => {
  await page.viewport(width, 800)
  const { fake, become, screen, heading } = await start()
  await fake.host.call('preferences.set', { theme })
  become({
    conflicts: [
      { ...copy, file: `sources/s-0000000000000000/annotations/${'1 (a conflicted copy)'.repeat(4)}` },
    ],
    incidents: [{ ...mended, mended: false }, earlier],
    disk: { free: 1000, size: 2000 },
    syncedBy: 'Dropbox',
    backups: {
      notebook: backup.made,
      outside: backup.made,
      outsideFolder: `/home/ilse/.config/Sourcebook/backups/${'n0000'.repeat(12)}`,
      failure: 'The disk is full.',
    },
  })
  fake.health.lost = {
    lost: 1,
    messages: [`“The quay”: the text is lost. Import “${'quay'.repeat(30)}” again.`],
  }
  fake.health.losses = [{ number: backup.number, place: backup.place, sources: 1, listed: true }]
  await press('H')
  await expect.element(heading).toHaveFocus()
  await screen.getByRole('option', { name: /made by itself/ }).click()
  await expect.element(screen.getByText('1 source not whole')).toBeVisible()
  expect(await violations()).toEqual([])
  expect(beyond()).toEqual([])
  await screen.getByRole('button', { name: 'Restore…' }).click()
  await expect.element(screen.getByRole('button', { name: 'Restore what is whole' })).toBeVisible()
  expect(await violations()).toEqual([])
  expect(beyond()).toEqual([])
})

import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Brief, BriefDocument } from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { Version } from '../../shared/model/version'
import { fitsEditor } from '../brief/editor/fits-editor'
import { createFakeHost } from '../state/fake-host'
import type { Host } from '../state/host'
import { App } from './App'

beforeEach(async () => {
  sessionStorage.clear()
  await page.viewport(1440, 900)
})

const text = (words: string) => ({ type: 'text', text: words })
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content })

/** What hurts a document, in the manner of faults, of other programs and of versions to come. */
const wounds: Readonly<Record<string, (words: string) => unknown>> = {
  'a node that nobody knows': (words) => ({ type: 'aside', content: [text(words)] }),
  'a node without a type': (words) => ({ content: [text(words)] }),
  'a node that is null': () => null,
  'content that is null': () => ({ type: 'paragraph', content: null }),
  'content that is a word': (words) => ({ type: 'paragraph', content: words }),
  'words where blocks belong': (words) => text(words),
  'a block in a line': (words) => paragraph(paragraph(text(words))),
  'a cell outside of a table': (words) => ({ type: 'tableCell', content: [paragraph(text(words))] }),
  'an empty list': () => ({ type: 'bulletList', content: [] }),
  'an empty table': () => ({ type: 'table', content: [] }),
  'a mark that nobody knows': (words) => paragraph({ ...text(words), marks: [{ type: 'shiny' }] }),
  'a mark on a block': (words) => ({ ...paragraph(text(words)), marks: [{ type: 'bold' }] }),
  'a link that runs a script': (words) =>
    paragraph({ ...text(words), marks: [{ type: 'link', attrs: { href: 'javascript:1' } }] }),
  'words that are a number': () => paragraph({ type: 'text', text: 5 }),
  'words that are empty': () => paragraph(text('')),
  'an attribute that nobody knows': (words) => ({ ...paragraph(text(words)), attrs: { tone: 'calm' } }),
  'an attribute of a million letters': (words) => ({
    type: 'heading',
    attrs: { level: 'x'.repeat(1_000_000), section: null },
    content: [text(words)],
  }),
  'a level that no heading has': (words) => ({
    type: 'heading',
    attrs: { level: 99, section: null },
    content: [text(words)],
  }),
  'an excerpt without its passage': () => ({ type: 'excerpt', attrs: null }),
  'lists within lists without end': (words) => {
    let block: unknown = paragraph(text(words))
    for (let depth = 0; depth < 20_000; depth += 1)
      block = { type: 'bulletList', content: [{ type: 'listItem', content: [block] }] }
    return block
  },
}

/** A window on a notebook whose one brief is hurt, as it would be read from the disk. */
async function openHurt(wound: unknown) {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  const begun = await fake.host.call('brief.create', {
    title: 'Who pays',
    template: 'blank',
    filter: anyExcerpt,
  })
  // No brief that the host gives looks like this, which is what is tried.
  const document = {
    type: 'doc',
    content: [paragraph(text('Before it')), wound, paragraph(text('After it'))],
  } as unknown as BriefDocument
  const hurt: Brief = { ...begun, document }
  const { call } = fake.host
  const host: Host = {
    ...fake.host,
    // The answer of this one call is put in the place of the host's own.
    call: ((name: string, input: never) =>
      name === 'brief.get' ? Promise.resolve(hurt) : call(name as 'brief.get', input)) as Host['call'],
  }
  const screen = await render(<App host={host} />)
  await screen.getByRole('tab', { name: 'Brief' }).click()
  return { fake, screen, document }
}

test.each(Object.entries(wounds))(
  'a brief with %s is shown as text, and nothing of it is saved',
  async (_, wound) => {
    const { fake, screen, document } = await openHurt(wound('the words in it'))
    const shown = screen.getByRole('article', { name: 'Text of the brief as it was found' })
    await expect.element(shown).toBeVisible()
    await expect.element(shown.getByText('Before it')).toBeVisible()
    await expect.element(shown.getByText('After it')).toBeVisible()
    // A wound that takes words keeps them in it.
    await expect.element(shown).toHaveTextContent(wound.length > 0 ? 'the words in it' : 'Before it')
    await expect.element(screen.getByRole('note')).toHaveTextContent(/cannot keep, so it is shown as text/)
    await expect.element(screen.getByRole('textbox', { name: 'Text of the brief' })).not.toBeInTheDocument()
    expect(fitsEditor(document)).toBe(false)
    dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(fake.asked('brief.save')).toEqual([])
    await screen.unmount()
  },
)

test('a text whose blocks the reader cannot lay out is shown line by line', async () => {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.' }])
  const { call } = fake.host
  const version = async (input: never) => {
    const { blocks, ...rest } = await call('version.get', input)
    return {
      ...rest,
      blocks: [
        ...blocks,
        { id: 'b9', kind: 'poem', text: 'A line of another kind.', level: null, marks: null },
      ],
    } as unknown as Version // as above
  }
  const host: Host = {
    ...fake.host,
    // As above.
    call: ((name: string, input: never) =>
      name === 'version.get' ? version(input) : call(name as 'version.get', input)) as Host['call'],
  }
  const screen = await render(<App host={host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  await expect.element(screen.getByText('It opens in May.')).toBeVisible()
  await expect.element(screen.getByText('A line of another kind.')).toBeVisible()
  await expect.element(screen.getByText(/cannot lay out/)).toBeVisible()
})

import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { anyExcerpt } from '../../../shared/model/excerpts'
import { sampleId } from '../../../shared/testing/samples'
import { violations } from '../../testing/violations'
import { seenNow } from './insert-blocks'
import { excerptBlock, line, writeBrief } from './testing/write-brief'

afterEach(async () => {
  delete document.documentElement.dataset.theme
  await page.viewport(1280, 800)
})

test('an excerpt names the source that its passage is in now', async () => {
  const { screen } = await writeBrief(([claim]) => {
    const block = excerptBlock(claim)
    return block.type === 'excerpt'
      ? [{ ...block, attrs: { ...block.attrs, source: sampleId('s', 99) } }]
      : [block]
  })
  await expect.element(screen.getByText('The Courier, 26 Feb 2025')).toBeVisible()
})

const isWithin = () => document.documentElement.scrollWidth <= innerWidth

/** A brief with some of everything. */
async function full() {
  const made = await writeBrief(([claim, figure]) => [
    { type: 'heading', attrs: { level: 2, section: null }, content: [{ type: 'text', text: 'Costs' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'It costs' },
        { type: 'text', text: ' much', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] },
        { type: 'footnote', attrs: { words: 'By far' } },
      ],
    },
    excerptBlock(claim),
    {
      type: 'live',
      attrs: { view: 'figures', filter: anyExcerpt, caption: 'What it costs', seen: null, declined: null },
    },
    {
      type: 'blockquote',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Their words' }] }],
    },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            {
              type: 'tableHeader',
              content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Who' }] }],
            },
          ],
        },
        { type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] },
      ],
    },
    excerptBlock(figure),
    line('The end'),
  ])
  await expect.element(made.screen.getByRole('group', { name: 'What it costs' })).toBeVisible()
  return made
}

test.each(['light', 'dark', 'contrast'])(
  'nothing in the editor violates the rules of access: %s',
  async (theme) => {
    document.documentElement.dataset.theme = theme
    const { editor, screen, text } = await full()
    expect(await violations()).toEqual([])
    editor().find()
    await userEvent.keyboard('cost')
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await text.getByRole('note').click()
    await expect.element(screen.getByRole('textbox', { name: 'Footnote' })).toHaveFocus()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape} @')
    await expect.element(screen.getByRole('listbox', { name: 'Excerpts' })).toBeVisible()
    expect(await violations()).toEqual([])
  },
)

test('nothing reaches beyond a narrow window', async () => {
  await page.viewport(320, 640)
  const { editor, text, screen } = await full()
  expect(isWithin()).toBe(true)
  editor().find()
  expect(isWithin()).toBe(true)
  await userEvent.keyboard('{Escape}')
  await text.getByText('The end').click()
  await userEvent.keyboard(' /')
  await expect.element(screen.getByRole('listbox')).toBeVisible()
  expect(isWithin()).toBe(true)
  await userEvent.keyboard('{Escape}{Control>}{Shift>}k{/Shift}{/Control}')
  await expect.element(screen.getByRole('dialog', { name: 'Link' })).toBeVisible()
  expect(isWithin()).toBe(true)
})

test('looking for words while a block is selected begins at the block', async () => {
  const warned = vi.spyOn(console, 'warn')
  const made = await writeBrief(([claim]) => [line('Hull'), excerptBlock(claim), line('Hull again')])
  made.editor().jumpToBlock(1)
  made.editor().find()
  await userEvent.keyboard('Hull')
  await expect.element(made.screen.getByText('2 of 2')).toBeVisible()
  expect(warned).not.toHaveBeenCalled()
})

const marks = () =>
  Array.from(document.querySelectorAll('.brief-text :is(.fn, .footnote)'), (mark) =>
    mark.getBoundingClientRect(),
  )

test('marks of two footnotes side by side do not read as one number', async () => {
  const made = await writeBrief(([claim, figure]) => [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Both say so.' },
        ...[claim, figure].map((one) => ({ type: 'citation' as const, attrs: seenNow(one) })),
        { type: 'footnote', attrs: { words: 'Mine' } },
        { type: 'text', text: ' Once more.' },
        { type: 'citation', attrs: seenNow(claim) },
      ],
    },
  ])
  await expect.poll(() => marks().length).toBe(4)
  const [first, second, third, last] = marks()
  if (!first || !second || !third || !last) throw new Error('there are four')
  expect(second.left - first.right).toBeGreaterThanOrEqual(3)
  expect(third.left - second.right).toBeGreaterThanOrEqual(3)
  // One that stands alone is at its word.
  const words = new Range()
  const text = Array.from(made.screen.getByText(/Once more/).element().childNodes).find(
    ({ nodeValue }) => nodeValue === ' Once more.',
  )
  if (text === undefined) throw new Error('it is drawn')
  words.selectNode(text)
  expect(last.left - words.getBoundingClientRect().right).toBeLessThan(2)
})

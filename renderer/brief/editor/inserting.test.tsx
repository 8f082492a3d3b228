import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { BriefBlock } from '../../../shared/model/brief'
import { violations } from '../../testing/violations'
import { excerptBlock, line, writeBrief } from './testing/write-brief'

type Written = Awaited<ReturnType<typeof writeBrief>>

async function type(made: Written, keys: string) {
  await made.text.click()
  await userEvent.keyboard(keys)
}

/** The entry that a screen reader is told of. */
function marked({ text }: Written): string | undefined {
  const id = text.element().getAttribute('aria-activedescendant')
  return document.getElementById(id ?? '')?.textContent ?? undefined
}

/** A citation of the annotation. */
function citation({ annotations }: Written, index: 0 | 1 | 2) {
  return {
    type: 'citation' as const,
    attrs: (excerptBlock(annotations[index]) as BriefBlock & { attrs: never }).attrs,
  }
}

test.each<[string, string, BriefBlock]>([
  [
    'a heading',
    '## What',
    { type: 'heading', attrs: { level: 2, section: null }, content: [{ type: 'text', text: 'What' }] },
  ],
  [
    'a heading of one sign, which is of the second level too',
    '# What',
    { type: 'heading', attrs: { level: 2, section: null }, content: [{ type: 'text', text: 'What' }] },
  ],
  [
    'a heading of the fourth level',
    '#### What',
    { type: 'heading', attrs: { level: 4, section: null }, content: [{ type: 'text', text: 'What' }] },
  ],
  [
    'a list',
    '- one',
    { type: 'bulletList', content: [{ type: 'listItem', content: [line('one') as never] }] },
  ],
  [
    'a numbered list',
    '3. three',
    {
      type: 'orderedList',
      attrs: { start: 3 },
      content: [{ type: 'listItem', content: [line('three') as never] }],
    },
  ],
  ['a quotation', '> they', { type: 'blockquote', content: [line('they') as never] }],
  ['a rule', '---', { type: 'horizontalRule' }],
  [
    'bold',
    '**big** one',
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'big', marks: [{ type: 'bold' }] },
        { type: 'text', text: ' one' },
      ],
    },
  ],
  [
    'italic',
    '_such_ one',
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'such', marks: [{ type: 'italic' }] },
        { type: 'text', text: ' one' },
      ],
    },
  ],
  [
    'code',
    '`x = 1` is',
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'x = 1', marks: [{ type: 'code' }] },
        { type: 'text', text: ' is' },
      ],
    },
  ],
  [
    'a link',
    '[[the port](https://example.org/) says',
    {
      type: 'paragraph',
      content: [
        {
          type: 'text',
          text: 'the port',
          marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }],
        },
        { type: 'text', text: ' says' },
      ],
    },
  ],
])('signs become form as they are typed: %s', async (_, keys, block) => {
  const made = await writeBrief()
  await type(made, keys)
  expect(made.written()[0]).toEqual(block)
})

test('the slash lists what can be put there, and arrows and Enter put it there', async () => {
  const made = await writeBrief()
  const { screen, written } = made
  await type(made, '/')
  await expect.element(screen.getByRole('listbox', { name: 'Insert' })).toBeVisible()
  await expect.poll(() => marked(made)).toContain('Heading')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
  await expect.poll(() => marked(made)).toContain('Heading, level 3')
  await userEvent.keyboard('{Enter}Costs')
  expect(written()).toEqual([
    { type: 'heading', attrs: { level: 3, section: null }, content: [{ type: 'text', text: 'Costs' }] },
  ])
  await expect.element(screen.getByRole('listbox')).not.toBeInTheDocument()
})

test('letters narrow the list; Escape closes it, leaves what was typed and reaches nothing else', async () => {
  const made = await writeBrief()
  const { screen, written } = made
  let escapes = 0
  const heard = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') escapes += 1
  }
  addEventListener('keydown', heard)
  await type(made, 'and/or /matr')
  await expect.element(screen.getByRole('option')).toHaveTextContent('Positions')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('listbox')).not.toBeInTheDocument()
  expect(escapes).toBe(0)
  await userEvent.keyboard('ix')
  await expect.element(screen.getByRole('listbox')).not.toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  expect(escapes).toBe(1)
  removeEventListener('keydown', heard)
  expect(written()).toEqual([line('and/or /matrix')])
})

test('a live block is put in below, shows the notebook at once, and the caret is behind it', async () => {
  const made = await writeBrief(() => [line('Who says what')])
  const { screen, written, text } = made
  await screen.getByText('Who says what').click()
  await userEvent.keyboard('{End} /timel{Enter}After')
  await expect.poll(() => written().map(({ type: name }) => name)).toEqual(['paragraph', 'live', 'paragraph'])
  expect(written()[2]).toEqual(line('After'))
  await expect.poll(() => JSON.stringify(written()[1])).toContain('"seen":{')
  // What it shows first is no step: undo takes back what was written and then the block, and nothing in between.
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(written().map(({ type: name }) => name)).toEqual(['paragraph', 'live', 'paragraph'])
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(written().map(({ type: name }) => name)).toEqual(['paragraph'])
})

test('the at sign looks through the excerpts: Enter cites one, Shift+Enter quotes it', async () => {
  const made = await writeBrief()
  const { screen, written, annotations } = made
  await type(made, 'It is costly @port opp')
  await expect.poll(() => marked(made)).toMatch(/Position: The port opposes it\s*The Courier/)
  await expect.element(screen.getByRole('option')).toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(written()).toEqual([
    { type: 'paragraph', content: [{ type: 'text', text: 'It is costly' }, citation(made, 2)] },
  ])
  await userEvent.keyboard(' @40m')
  await expect.poll(() => marked(made)).toContain('about $40m')
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}Then')
  expect(written().slice(1)).toEqual([excerptBlock(annotations[1]), line('Then')])
})

test('punctuation typed behind a mark stands before it, as it is printed', async () => {
  const made = await writeBrief()
  await type(made, 'It is costly @port opp')
  await expect.element(made.screen.getByRole('option')).toBeVisible()
  await userEvent.keyboard('{Enter}, and late @40m')
  await expect.poll(() => marked(made)).toContain('about $40m')
  await userEvent.keyboard('{Enter}.” So they say')
  const [both] = made.written()
  expect(both).toEqual({
    type: 'paragraph',
    content: [
      { type: 'text', text: 'It is costly,' },
      citation(made, 2),
      { type: 'text', text: ' and late.”' },
      citation(made, 1),
      { type: 'text', text: ' So they say' },
    ],
  })
})

test('Enter before the answer to the last letter takes what that answer finds, not what fewer letters found', async () => {
  const made = await writeBrief()
  const { fake, written } = made
  await type(made, '@')
  await expect.poll(() => marked(made)).toContain('It opens in May')
  const release = fake.hold('excerpt.list')
  await userEvent.keyboard('port')
  await userEvent.keyboard('{Enter}')
  expect(written()).toEqual([line('@port')])
  release()
  await expect.poll(written).toEqual([{ type: 'paragraph', content: [citation(made, 2)] }])
})

test('what is cited is sought behind a mark and a full stop too, and words that follow keep their distance', async () => {
  const made = await writeBrief()
  await type(made, 'It is costly. And late')
  await userEvent.keyboard('{ArrowLeft>8/}@port opp')
  await expect.poll(() => marked(made)).toContain('The port opposes it')
  await userEvent.keyboard('{Enter}@40m')
  await expect.poll(() => marked(made)).toContain('about $40m')
  await userEvent.keyboard('{Enter}{ArrowRight>5/}@opens')
  await expect.poll(() => marked(made)).toContain('It opens in May')
  await userEvent.keyboard('{Enter}')
  const [content] = made.written()
  expect(content).toEqual({
    type: 'paragraph',
    content: [
      { type: 'text', text: 'It is costly.' },
      citation(made, 2),
      citation(made, 1),
      { type: 'text', text: ' And' },
      citation(made, 0),
      { type: 'text', text: ' late' },
    ],
  })
})

test('an address of mail opens nothing, and words that nothing has close the list', async () => {
  const made = await writeBrief()
  await type(made, 'desk@port')
  await expect.element(made.screen.getByRole('listbox')).not.toBeInTheDocument()
  await userEvent.keyboard(' @nothing like it')
  await expect.element(made.screen.getByRole('listbox')).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  expect(made.written()).toEqual([line('desk@port @nothing like it'), { type: 'paragraph' }])
})

test('the list goes where there is room and is free of violations', async () => {
  await page.viewport(640, 420)
  const made = await writeBrief(() => Array.from({ length: 24 }, (_, at) => line(`Line ${at}`)))
  made.editor().jumpToBlock(23)
  await userEvent.keyboard('{End}{Enter}/')
  const list = made.screen.getByRole('listbox', { name: 'Insert' })
  await expect.element(list).toBeVisible()
  const { top, bottom, left, right } = list.element().getBoundingClientRect()
  expect(Math.min(top, left)).toBeGreaterThanOrEqual(0)
  expect(bottom).toBeLessThanOrEqual(innerHeight)
  expect(right).toBeLessThanOrEqual(innerWidth)
  expect(await violations()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await page.viewport(1280, 800)
})

test('a footnote is put in, written, numbered with the citations and opened again with Enter', async () => {
  const made = await writeBrief(([claim]) => [excerptBlock(claim)])
  const { screen, written, text } = made
  made.editor().jumpToBlock(0)
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await userEvent.keyboard('Said later /footn{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Footnote' })).toHaveFocus()
  await userEvent.keyboard('By the mayor{Enter}.')
  const note = { type: 'footnote', attrs: { words: 'By the mayor' } }
  const last = { type: 'paragraph', content: [{ type: 'text', text: 'Said later.' }, note] }
  expect(written().at(-1)).toEqual(last)
  await expect.element(screen.getByRole('note', { name: 'Footnote 2: By the mayor' })).toBeVisible()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(screen.getByRole('textbox', { name: 'Footnote' })).toBeVisible()
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Enter} of Hull{Escape}')
  expect(JSON.stringify(written().at(-1))).toContain('By the mayor of Hull')
  await expect.element(text).toHaveFocus()
})

test('a footnote without words goes as it came', async () => {
  const made = await writeBrief()
  await type(made, 'Said later /footn{Enter}{Escape}now')
  expect(made.written()).toEqual([line('Said later now')])
})

test('a link is set on what is selected, changed and taken away; only addresses of the web and of mail are', async () => {
  const made = await writeBrief(() => [line('Ask the port')])
  const { screen, written, text } = made
  const href = () => /"href":"([^"]*)"/.exec(JSON.stringify(written()))?.[1]
  await screen.getByText('Ask the port').click()
  await userEvent.keyboard('{Control>}a{/Control}{Control>}{Shift>}k{/Shift}{/Control}')
  const address = screen.getByLabelText('Address of the link')
  await expect.element(address).toHaveFocus()
  await userEvent.keyboard('javascript:alert(1){Enter}')
  await expect.element(address).toHaveAccessibleDescription(/no address/)
  expect(href()).toBeUndefined()
  await address.fill('desk@example.org')
  await userEvent.keyboard('{Enter}')
  expect(href()).toBe('mailto:desk@example.org')
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}')
  await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
  await expect.element(address).toHaveValue('mailto:desk@example.org')
  await screen.getByRole('button', { name: 'Remove the link' }).click()
  expect(written()).toEqual([line('Ask the port')])
})

test('the numbers of footnotes are those of the export: one for a passage, however often it is cited', async () => {
  const made = await writeBrief(([claim, figure, position]) => {
    const cite = (one: typeof claim) => ({
      type: 'citation' as const,
      attrs: (excerptBlock(one) as never as { attrs: never }).attrs,
    })
    const note = { type: 'footnote' as const, attrs: { words: 'Mine' } }
    return [
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'A' }, cite(figure), { type: 'text', text: 'B' }, note],
      },
      excerptBlock(claim),
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'C' }, cite(figure), cite(position), cite(claim)],
      },
    ]
  })
  const { fake, brief, screen } = made
  await expect.element(screen.getByText('It opens in May')).toBeVisible()
  const drawn = [...document.querySelectorAll('.brief-text .cite > button, .brief-text .footnote')].map(
    (mark) => mark.textContent || (mark instanceof HTMLElement && mark.dataset.number),
  )
  const { files } = await fake.host.call('brief.export', {
    brief: brief.id,
    format: 'markdown',
    over: null,
    choices: [],
  })
  const printed = [...(files[0]?.data ?? '').matchAll(/\[\^(\d+)\](?!:)/g)].map(([, number]) => number)
  expect(drawn).toEqual(['1', '2', '1', '4', '3'])
  expect(printed.filter((_, at) => at !== 2)).toEqual(drawn)
})

import { array, assert, asyncProperty, constantFrom, oneof, string } from 'fast-check'
import { expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { ReadFile, textIn } from './parser-answer'
import { readFile } from './read-file'

// Whatever a file holds, it is read into what the schema allows, or refused in words.

const tags =
  'html head body p div span table tbody tr td th caption li ul ol dl dt h1 h6 pre br hr a b i em svg math mtext mglyph style script title template noscript iframe frameset select option form button textarea plaintext isindex blockquote q ruby rt article nav aside footer header time foreignObject annotation-xml'.split(
    ' ',
  )
const attributes = constantFrom(
  '',
  ' href="javascript:alert(1)"',
  ' href="https://a.example/\u0000"',
  ' href=" http://[::1"',
  ' href="https://ä.example/ü?ß"',
  ' href=mailto:?attach=/etc/passwd',
  ' style="display:none"',
  ' style="white-space:pre;font-weight:900"',
  ' start=99999999999 reversed',
  ' value=-3',
  ' onclick=alert(1) hidden',
  ' datetime="2025-02-30"',
  ' dir=rtl lang=xx-!!',
  ' a="',
)
const piece = oneof(
  constantFrom(...tags, '!--', '![CDATA[', '?xml', '!doctype html').chain((tag) =>
    attributes.map((attribute) => `<${tag}${attribute}>`),
  ),
  constantFrom(...tags, 'nothing').map((tag) => `</${tag}>`),
  constantFrom(
    '-->',
    ']]>',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&amp',
    '&notit;',
    '\u0000',
    '\u0007',
    '\u202e',
    '\ufeff',
  ),
  string({ unit: 'binary', maxLength: 8 }),
  constantFrom(
    '<script type="application/ld+json">{"@type":["LiveBlogPosting",7],"author":[null,{"name":["x"]}],"liveBlogUpdate":{"headline":"x"}}</script>',
    '<meta property="og:title" content=" | ">',
    '<meta property="og:url" content="//x">',
    '<link rel=canonical href="http://">',
    '<base href="data:,">',
    '<title> - x</title>',
  ),
)

async function readOrRefuse(name: string, text: string): Promise<ReadFile | null> {
  try {
    return textIn(name, await readFile(name, new TextEncoder().encode(text)))
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}

test.each(['page.html', 'note.md', 'note'])(
  'any soup of tags in %s becomes valid blocks or a refusal',
  async (name) => {
    await assert(
      asyncProperty(array(piece, { maxLength: 40 }), async (pieces) => {
        const file = await readOrRefuse(name, pieces.join(''))
        if (file === null) return
        expect(ReadFile.parse(file)).toEqual(file)
        for (const { text, marks } of file.blocks) {
          expect(text).not.toMatch(/[\u0000-\u0008\n\v\f\r\u000e-\u001f\u2028\u2029]/)
          expect(text).toBe(text.trim())
          for (const { start, end } of marks) expect(text.slice(start, end).trim()).toHaveLength(end - start)
        }
      }),
      { numRuns: 700 },
    )
  },
)

test('what is script, style or an attribute of a page is never text', async () => {
  await assert(
    asyncProperty(
      array(
        oneof(
          piece,
          constantFrom('<script>secret()</script>', '<p title="secret">', '<style>secret{}</style>'),
        ),
        { maxLength: 20 },
      ),
      async (pieces) => {
        // In these, tags are text or are passed over, as browsers do.
        const otherwise = /<(?:plaintext|textarea|select|iframe|title|!--|!\[CDATA|\?xml)|<svg|<math|a="/
        const file = otherwise.test(pieces.join(''))
          ? null
          : await readOrRefuse('page.html', `<!doctype html>${pieces.join('')}`)
        expect(JSON.stringify(file?.blocks ?? [])).not.toContain('secret')
      },
    ),
    { numRuns: 500 },
  )
})

const link = (_: unknown, at: number) => `<a href="https://a.example/${at}">link</a> `
const posts = Array.from({ length: 5000 }, () => ({ headline: 'Same' }))
const blog = JSON.stringify({ '@type': 'LiveBlogPosting', liveBlogUpdate: posts })

// Where time grows with the square of the length, these take minutes.
test.each<[string, string, number]>([
  ['a paragraph of many links', `<p>${Array.from({ length: 100_000 }, link).join('')}`, 25],
  ['an article of many pieces', `<title>Words</title><article><p>${'a word, <!---->'.repeat(150_000)}`, 60],
  [
    'many posts that begin alike',
    `<script type="application/ld+json">${blog}</script>${'<p>Same'.repeat(30_000)}`,
    30_000,
  ],
])('the time of %s is that of its length', { timeout: 30_000 }, async (_, page, length) => {
  const parsed = await readFile('page.html', new TextEncoder().encode(`<!doctype html>${page}`))
  const { blocks } = textIn('page.html', parsed)
  expect(blocks).toHaveLength(length)
})

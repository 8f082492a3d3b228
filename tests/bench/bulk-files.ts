import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { column, makePdf } from '../fixtures/pdf/make-pdf'
import { epubOf } from '../hostile/epub-files'
import { seededRandom } from './generate-notebook'

export type BulkFile = { readonly name: string; readonly bytes: Uint8Array }

/** A file that holds a text, by the title of that. */
export type BulkText = BulkFile & { readonly title: string }

const WORDS_A_PARAGRAPH = 60
const PARAGRAPHS = 13

const syllables = 'ba den fer gol har il ka lo mar ne or pi quay ru sen tor ul ver win yar'.split(' ')

/** What each file holds: a title and paragraphs, no two alike. */
type Story = { readonly title: string; readonly paragraphs: readonly string[] }

function tell(nth: number, paragraphs: number): Story {
  const random = seededRandom(nth + 1)
  const word = () =>
    Array.from(
      { length: 1 + Math.floor(random() * 3) },
      () => syllables[Math.floor(random() * syllables.length)],
    ).join('')
  const sentence = (words: number) => {
    const all = Array.from({ length: words }, word).join(' ')
    return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`
  }
  return {
    title: `The harbour fund, part ${nth}`,
    paragraphs: Array.from({ length: paragraphs }, () =>
      Array.from({ length: WORDS_A_PARAGRAPH / 15 }, () => sentence(15)).join(' '),
    ),
  }
}

const page = ({ title, paragraphs }: Story) =>
  `<!doctype html><html lang="en"><head><title>${title} | The Courier</title><meta property="og:title" content="${title}"></head>
<body><nav><a href="/">Home</a> <a href="/ports">Ports</a></nav><article><h1>${title}</h1><time datetime="2025-03-04">4 March 2025</time>
${paragraphs.map((words) => `<p>${words}</p>`).join('\n')}</article><footer>Read more of the harbour</footer></body></html>`

const archived = (story: Story) =>
  `From: <Saved by a browser>
Subject: ${story.title}
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----quay"

------quay
Content-Type: text/html; charset=utf-8
Content-Location: https://courier.example/${encodeURIComponent(story.title)}

${page(story)}
------quay--
`.replaceAll('\n', '\r\n')

const pageOf = (words: readonly string[]) => ({ drawn: column(words.join(' '), { x: 50, y: 80 }) })

const makers: Readonly<Record<string, (story: Story) => Uint8Array | Promise<Uint8Array>>> = {
  txt: ({ title, paragraphs }) => Buffer.from([title, ...paragraphs].join('\n\n')),
  md: ({ title, paragraphs }) => Buffer.from([`# ${title}`, ...paragraphs].join('\n\n')),
  html: (story) => Buffer.from(page(story)),
  mhtml: (story) => Buffer.from(archived(story)),
  docx: ({ title, paragraphs }) =>
    Packer.toBuffer(
      new Document({
        title,
        sections: [
          {
            children: [
              new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
              ...paragraphs.map((text) => new Paragraph({ text })),
            ],
          },
        ],
      }),
    ),
  epub: ({ title, paragraphs }) =>
    epubOf({ chapters: [`<h1>${title}</h1>${paragraphs.map((words) => `<p>${words}</p>`).join('')}`] }),
  pdf: ({ title, paragraphs }) => {
    const half = Math.ceil(paragraphs.length / 2)
    return makePdf({
      pages: [pageOf([title, ...paragraphs.slice(0, half)]), pageOf(paragraphs.slice(half))],
      info: { Title: title },
    })
  },
}

/** Of ten files, how many are of each kind. */
const mix = ['txt', 'md', 'html', 'txt', 'html', 'pdf', 'html', 'docx', 'mhtml', 'epub']

/** So many files of all kinds, the same in every run; of about 800 words each, unless they are to have fewer paragraphs. */
export function makeBulk(count: number, paragraphs = PARAGRAPHS): Promise<BulkText[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, nth) => {
      const kind = mix[nth % mix.length] ?? 'txt'
      const make = makers[kind]
      if (make === undefined) throw new Error(`nothing makes a ${kind}`)
      const story = tell(nth, paragraphs)
      return { name: `story-${nth}.${kind}`, title: story.title, bytes: await make(story) }
    }),
  )
}

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { column, makePdf } from '../fixtures/pdf/make-pdf'
import { docxOf, p } from '../hostile/docx-files'
import { epubOf } from '../hostile/epub-files'

const fixtures = join(import.meta.dirname, '../fixtures')

/** A page as browsers save it in one file. */
const archivedPage = [
  'From: <Saved by Blink>',
  'Snapshot-Content-Location: https://ferries.example/timetable',
  'Subject: The ferries sail again',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; type="text/html"; boundary="----Part"',
  '',
  '------Part',
  'Content-Type: text/html; charset=utf-8',
  'Content-Location: https://ferries.example/timetable',
  '',
  '<!doctype html><html lang="en"><head><title>The ferries sail again</title></head><body><article><h1>The ferries sail again</h1><p>From Monday on the ferries to the outer islands leave the north quay every two hours, the company says.</p><p>Those who have kept their tickets of January may use them until the end of the month.</p></article></body></html>',
  '------Part--',
  '',
].join('\r\n')

const minutes = [
  'Minutes of the harbour committee',
  'The committee met for an hour and heard the engineer on the state of the northern mole.',
  'It asked for a list of the bollards that hold no more than small boats, and for what each of them costs.',
]

const letter = [
  'The pilots ask for a second opinion on the depth of the channel, since the last sounding was made before the storm.',
  'Until it is there they will bring no ship of more than eight metres of draught to the inner quay.',
]

/** What the annotations of Hypothesis are on, and what became of each: the same words, nearly the same, and none like them. */
const quotes = [
  'nearly €40m into a fund for its quays',
  'called the plan a loan upon our own wharf and asked for the terms',
  'the lighthouse will be painted in red and white',
]

function hypothesis(): string {
  const uri = 'https://courier.example/harbour/2025/03/port-fund-splits-council'
  const annotations = quotes.map((exact, index) => ({
    id: `annotation-${index}`,
    created: '2025-03-05T08:30:11.512345+00:00',
    updated: '2025-03-05T08:31:02.002211+00:00',
    user: 'acct:ada@hypothes.is',
    uri,
    text: `Note ${index + 1}`,
    tags: ['port fund'],
    target: [{ source: uri, selector: [{ type: 'TextQuoteSelector', exact, prefix: '', suffix: '' }] }],
    document: { title: ['Port fund splits the harbour council'] },
  }))
  return JSON.stringify({ export_date: '2025-03-20T09:12:44.120Z', client_version: '1.1612.0', annotations })
}

const bibliography = [
  'TY  - NEWS',
  'TI  - A second opinion on the channel',
  'T2  - Bulletin of the Pilots',
  'AU  - Park, Jo',
  'DA  - 2025/03/07',
  'L1  - file:///home/ada/Papers/letter.docx',
  'ER  - ',
  '',
].join('\r\n')

/** The names of the files below, in the order in which a folder gives them. */
export const mixedTitles = {
  'blog.txt': 'Harbour talks updates: Ministry offers cranes but no guards',
  'letter.docx': 'A second opinion on the channel',
  'minutes.pdf': 'Minutes of the harbour committee',
  'note.md': 'Who pays for the quay?',
  'page.html': 'Port fund splits the harbour council',
  'storm.epub': 'The storm book',
  'tickets.mhtml': 'The ferries sail again',
  'two.txt': 'Ministry shows Port Ellery a paper on its harbour and offers little for it',
} as const

/** Writes a text of each format into a folder, with a bibliography and annotations on two of them. */
export async function writeMixedFiles(folder: string): Promise<void> {
  const files: Record<string, string | Uint8Array> = {
    'about/pilots.ris': bibliography,
    'about/hypothesis.json': hypothesis(),
    'blog.txt': await readFile(join(fixtures, 'structure/plain-blog.txt')),
    'letter.docx': docxOf(letter.map((text) => p(text)).join('')),
    'minutes.pdf': makePdf({
      pages: [
        {
          drawn: minutes.flatMap((text, at) => column(text, { y: 100 + 60 * at, size: at === 0 ? 20 : 10 })),
        },
      ],
    }),
    'note.md': await readFile(join(fixtures, 'pages/clip.md')),
    'page.html': await readFile(join(fixtures, 'pages/courier-article.html')),
    'storm.epub': epubOf({
      metadata: '<dc:title>The storm book</dc:title><dc:creator>Reto Moll</dc:creator>',
      chapters: [
        '<h1>The night</h1><p>The water came over the mole at four in the morning and took the rope store with it.</p>',
        '<h1>The day after</h1><p>Nobody had counted the boats before the storm, so nobody could say how many were gone.</p>',
      ],
    }),
    'tickets.mhtml': archivedPage,
    'two.txt': await readFile(join(fixtures, 'structure/two-articles.txt')),
  }
  await mkdir(join(folder, 'about'), { recursive: true })
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
}

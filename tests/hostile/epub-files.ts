import { type ArchiveFile, type Packed, zipOf } from './zip-files'

/** The parts of a book. What is not given is as it should be. */
export type EpubOf = {
  /** The bodies of its chapters, in the order of reading; those that begin a page of their own are whole pages. */
  readonly chapters: readonly string[]
  /** The metadata of the package. */
  readonly metadata?: string
  /** The page that lists the contents, as the body of it. */
  readonly contents?: string
  /** The list of contents that older books have. */
  readonly ncx?: string
  readonly manifest?: string
  readonly spine?: string
  readonly prolog?: string
  readonly encryption?: string
  readonly more?: readonly Packed[]
}

const page = (body: string) =>
  body.startsWith('<?xml')
    ? body
    : `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script src="x.js"/></head>${body.startsWith('<body') ? body : `<body>${body}</body>`}</html>`

/** A book with these chapters, `c1.xhtml` and on, in the folder `book`. */
export function epubOf(parts: EpubOf): Uint8Array<ArrayBuffer> {
  const {
    chapters,
    metadata = '',
    contents,
    ncx,
    manifest = '',
    spine,
    prolog = '',
    encryption,
    more = [],
  } = parts
  const items = chapters.map(
    (_, at) => `<item id="c${at + 1}" href="c${at + 1}.xhtml" media-type="application/xhtml+xml"/>`,
  )
  const order = spine ?? chapters.map((_, at) => `<itemref idref="c${at + 1}"/>`).join('')
  const nav =
    contents === undefined
      ? ''
      : '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
  const list =
    ncx === undefined ? '' : '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
  return zipOf([
    { name: 'mimetype', bytes: 'application/epub+zip', stored: true },
    {
      name: 'META-INF/container.xml',
      bytes: `<container><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    },
    ...(encryption === undefined ? [] : [{ name: 'META-INF/encryption.xml', bytes: encryption }]),
    {
      name: 'book/package.opf',
      bytes: `<?xml version="1.0"?>${prolog}<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata xmlns:opf="http://www.idpf.org/2007/opf">${metadata}</metadata><manifest>${items.join('')}${nav}${list}${manifest}</manifest><spine${ncx === undefined ? '' : ' toc="ncx"'}>${order}</spine></package>`,
    },
    ...(contents === undefined ? [] : [{ name: 'book/nav.xhtml', bytes: page(contents) }]),
    ...(ncx === undefined ? [] : [{ name: 'book/toc.ncx', bytes: ncx }]),
    ...chapters.map((chapter, at) => ({ name: `book/c${at + 1}.xhtml`, bytes: page(chapter) })),
    ...more,
  ])
}

const around = (...words: string[]) => ['Before.', ...words, 'After.']
const among = (body: string, parts: Partial<EpubOf> = {}) =>
  epubOf({ chapters: [`<p>Before.</p>${body}<p>After.</p>`], ...parts })
const laughs = `<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]>`
const CANARY = 'https://canary.example'
const lock = (method: string) =>
  `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${method}"/><enc:CipherData><enc:CipherReference URI="book/c1.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`

/** Books that are hostile or broken, each with what is read of it, and harmless ones beside them. */
export const epubFiles: readonly ArchiveFile[] = (
  [
    ['plain', among('<p>A &amp; B&nbsp;&eacute;</p>'), around('A & B\u00a0é')],
    ['script', among('<script>hit()</script><p onclick="hit()">Words</p>'), around('Words')],
    ['script-alone', among('<script src="x.js"/><p>Words</p>'), around('Words')],
    ['svg-script', among('<svg onload="hit()"><script>hit()</script></svg>'), around()],
    ['image-remote', among(`<img src="${CANARY}/a.png" onerror="hit()"/>`), around()],
    ['frames', among(`<iframe src="${CANARY}"/><object data="file:///etc/passwd"/>`), around()],
    [
      'links',
      among('<p><a href="javascript:hit()">a</a> <a href="file:///etc/passwd">b</a></p>'),
      around('a b'),
    ],
    ['style', among('<p style="background:url(x)">Words</p><style>p{}</style>'), around('Words')],
    ['empty-anchor', among('<p><a id="x"/>Words <i/>go <b/>on</p>'), around('Words go on')],
    [
      'laughs',
      epubOf({ chapters: [`<?xml version="1.0"?>${laughs}<html><body><p>&c;</p></body></html>`] }),
      { refused: 'unsafe-archive' },
    ],
    ['laughs-in-package', among('', { prolog: laughs }), { refused: 'unsafe-archive' }],
    ['laughs-in-contents', among('', { ncx: `${laughs}<ncx/>` }), { refused: 'unsafe-archive' }],
    [
      'doctype-of-older-books',
      among('', {
        ncx: '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx/>',
      }),
      around(),
    ],
    [
      'entity-file',
      among('<p>&xxe;</p>', { prolog: '<!DOCTYPE package SYSTEM "file:///etc/passwd">' }),
      { refused: 'unsafe-archive' },
    ],
    ['chapter-again', among('', { spine: '<itemref idref="c1"/>'.repeat(10_000) }), around()],
    [
      'chapter-by-many-names',
      among('', {
        manifest: Array.from(
          { length: 2000 },
          (_, n) => `<item id="d${n}" href="./x/../c1.xhtml#${n}" media-type="application/xhtml+xml"/>`,
        ).join(''),
        spine: Array.from({ length: 2000 }, (_, n) => `<itemref idref="d${n}"/>`).join(''),
      }),
      around(),
    ],
    [
      'chapter-elsewhere',
      among('', {
        manifest:
          '<item id="x" href="../../../../etc/passwd" media-type="application/xhtml+xml"/><item id="y" href="file:///etc/passwd" media-type="application/xhtml+xml"/><item id="z" href="https://canary.example/a.xhtml" media-type="application/xhtml+xml"/>',
        spine:
          '<itemref idref="x"/><itemref idref="c1"/><itemref idref="y"/><itemref idref="z"/><itemref idref="none"/>',
      }),
      around(),
    ],
    [
      'protected',
      among('', { encryption: lock('http://www.w3.org/2001/04/xmlenc#aes128-cbc') }),
      { refused: 'encrypted' },
    ],
    ['fonts-locked', among('', { encryption: lock('http://www.idpf.org/2008/embedding') }), around()],
    ['deep', among('<div>'.repeat(100_000)), { refused: 'too-complex' }],
    [
      'deep-contents',
      among('', { ncx: `<ncx><navMap>${'<navPoint>'.repeat(5000)}` }),
      { refused: 'too-complex' },
    ],
    [
      'names-of-prototypes',
      among('<p id="__proto__">Words</p>', { spine: '<itemref idref="__proto__"/><itemref idref="c1"/>' }),
      around('Words'),
    ],
    [
      'contents-script',
      among('', {
        contents: '<nav epub:type="toc"><ol><li><a href="javascript:hit()">x</a></li></ol></nav>',
      }),
      around(),
    ],
    [
      'half-a-number',
      among('', {
        ncx: '<ncx><navMap><navPoint><navLabel><text>x</text></navLabel><content src="%.xhtml"/></navPoint></navMap></ncx>',
      }),
      around(),
    ],
    ['less-than-in-script', among('<script>if (a<b && c) hit()</script><p>Words</p>'), around('Words')],
    ['bare-text-in-script', among('<script><![CDATA[ a<b ]]></script><p>Words</p>'), around('Words')],
    ['bare-text', among('<p>A <![CDATA[B < C & <b>]]> <!-- <![CDATA[ -->D</p>'), around('A B < C & <b> D')],
    ['sign-in-attribute', among('<p><b title="a > b"/>Words</p>'), around('Words')],
    ['pictures-only', epubOf({ chapters: ['<img src="a.png" alt="A boat"/>'] }), { refused: 'no-text' }],
    ['no-chapters', epubOf({ chapters: [] }), { refused: 'unreadable' }],
    [
      'no-package',
      zipOf([{ name: 'mimetype', bytes: 'application/epub+zip', stored: true }]),
      { refused: 'unreadable' },
    ],
    [
      'empty-package',
      zipOf([{ name: 'META-INF/container.xml', bytes: '<container/>' }]),
      { refused: 'unreadable' },
    ],
    ['bomb', epubOf({ chapters: ['a'.repeat(80 * 1024 * 1024)] }), { refused: 'unsafe-archive' }],
    [
      'bomb-in-media',
      among('', { more: [{ name: 'a.png', bytes: new Uint8Array(80 * 1024 * 1024) }] }),
      around(),
    ],
  ] as const
).map(([name, bytes, becomes]) => ({ name: `${name}.epub`, bytes, becomes }))

import { type ArchiveFile, type Packed, zipOf } from './zip-files'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const namespaces = `xmlns:w="${WORD}" xmlns:r="${OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml"`

/** A relationship of the text: its identity, the last part of its type, its target. */
export type Relationship = readonly [string, string, string]

/** The parts of a document beside its text, as they stand inside their root element. */
export type DocxOf = {
  readonly styles?: string
  readonly numbering?: string
  readonly footnotes?: string
  readonly comments?: string
  readonly properties?: string
  /** What the text refers to outside the document. */
  readonly external?: readonly Relationship[]
  /** Put before the root element of the text. */
  readonly prolog?: string
  readonly more?: readonly Packed[]
}

const relationships = (all: readonly string[]) =>
  `<Relationships xmlns="${PACKAGE}">${all.join('')}</Relationships>`
const inner = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
const outer = ([id, type, target]: Relationship) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/>`

/** A Word document with this XML for its body. */
export function docxOf(body: string, parts: DocxOf = {}): Uint8Array<ArrayBuffer> {
  const { styles, numbering, footnotes, comments, properties, external = [], prolog = '', more = [] } = parts
  const named = Object.entries({ styles, numbering, footnotes, comments })
  const given = named.flatMap(([name, content]) => (content === undefined ? [] : [{ name, content }]))
  const core = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'
  return zipOf([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    {
      name: '_rels/.rels',
      bytes: relationships([
        inner('r1', 'officeDocument', 'word/document.xml'),
        `<Relationship Id="r2" Type="${core}" Target="docProps/core.xml"/>`,
      ]),
    },
    {
      name: 'word/document.xml',
      bytes: `<?xml version="1.0" encoding="UTF-8"?>${prolog}<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      bytes: relationships([
        ...given.map(({ name }) => inner(name, name, `${name}.xml`)),
        ...external.map(outer),
      ]),
    },
    ...given.map(({ name, content }) => ({
      name: `word/${name}.xml`,
      bytes: `<w:${name} ${namespaces}>${content}</w:${name}>`,
    })),
    ...(properties === undefined
      ? []
      : [
          {
            name: 'docProps/core.xml',
            bytes: `<cp:coreProperties xmlns:cp="core" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${properties}</cp:coreProperties>`,
          },
        ]),
    ...more,
  ])
}

/** A paragraph of one run. */
export const p = (text: string, properties = '') =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

const around = (...words: string[]) => ['Before.', ...words, 'After.']
const among = (body: string, parts: DocxOf = {}) => docxOf(p('Before.') + body + p('After.'), parts)
const picture = (reference: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A boat"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip ${reference}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
const link = (id: string, text: string) =>
  `<w:p><w:hyperlink r:id="${id}"><w:r><w:t>${text}</w:t></w:r></w:hyperlink></w:p>`
const laughs = `<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]>`
const CANARY = 'https://canary.example'
const DEEP = 20_000

/** Word documents that are hostile or broken, each with what is read of it, and harmless ones beside them. */
export const docxFiles: readonly ArchiveFile[] = (
  [
    ['plain', among(p('A &amp; B &lt;c&gt;')), around('A & B <c>')],
    ['markup-as-text', among(p('&lt;script&gt;hit()&lt;/script&gt;')), around('<script>hit()</script>')],
    ['list-as-text', among(p('&lt;ol&gt;&lt;li id="footnote-1"&gt;')), around('<ol><li id="footnote-1">')],
    ['bare-text', among(p('<![CDATA[<w:t>x</w:t>]]>&amp;')), around('<w:t>x</w:t>&')],
    // Pictures that lie elsewhere, which one converter read from the disk.
    [
      'picture-file',
      among(picture('r:link="x"'), { external: [['x', 'image', 'file:///etc/passwd']] }),
      around(),
    ],
    ['picture-device', among(picture('r:link="x"'), { external: [['x', 'image', '/dev/zero']] }), around()],
    [
      'picture-remote',
      among(picture('r:embed="x"'), { external: [['x', 'image', `${CANARY}/a.png`]] }),
      around(),
    ],
    ['picture-nowhere', among(picture('r:embed="none"')), around()],
    ['template-remote', among('', { external: [['x', 'attachedTemplate', `${CANARY}/a.dotm`]] }), around()],
    [
      'frame-remote',
      among('<w:altChunk r:id="x"/><w:subDoc r:id="x"/>', {
        external: [['x', 'aFChunk', `${CANARY}/a.html`]],
      }),
      around(),
    ],
    [
      'link-javascript',
      among(link('x', 'Link'), { external: [['x', 'hyperlink', ' javascript:hit()']] }),
      around('Link'),
    ],
    [
      'link-file',
      among(link('x', 'Link'), { external: [['x', 'hyperlink', 'file:///etc/passwd']] }),
      around('Link'),
    ],
    [
      'field-javascript',
      among(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "javascript:hit()"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Link</w:t></w:r></w:p>',
      ),
      around('Link').slice(0, 2).concat('After.'),
    ],
    [
      'field-ends-only',
      among('<w:p><w:r><w:fldChar w:fldCharType="end"/><w:t>Words</w:t></w:r></w:p>'),
      around('Words'),
    ],
    [
      'field-include',
      among('<w:p><w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r></w:p>'),
      around(),
    ],
    ['laughs', among(p('&c;'), { prolog: laughs }), { refused: 'unsafe-archive' }],
    [
      'doctype',
      among('', { prolog: '<!DOCTYPE w:document SYSTEM "file:///etc/passwd">' }),
      { refused: 'unsafe-archive' },
    ],
    [
      'doctype-in-styles',
      docxOf(p('Words'), { more: [{ name: 'word/styles.xml', bytes: `${laughs}<w:styles/>` }] }),
      { refused: 'unsafe-archive' },
    ],
    ['entity-unknown', among(p('&xxe;')), around('&xxe;')],
    ['deep', among('<w:sdt><w:sdtContent>'.repeat(DEEP)), { refused: 'too-complex' }],
    ['deep-tables', among('<w:tbl><w:tr><w:tc>'.repeat(DEEP)), { refused: 'too-complex' }],
    ['unclosed', docxOf('<w:p><w:r><w:t>Words'), ['Words']],
    [
      'attributes',
      among(`<w:p ${Array.from({ length: 20_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
      around(),
    ],
    [
      'one-note-many-times',
      among(`<w:p>${'<w:r><w:footnoteReference w:id="2"/></w:r>'.repeat(2000)}</w:p>`, {
        footnotes: `<w:footnote w:id="2">${p('x'.repeat(10_000))}</w:footnote>`,
      }),
      ['Before.', '[1]', 'After.', `[1] ${'x'.repeat(10_000)}`],
    ],
    [
      'note-in-itself',
      among('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', {
        footnotes:
          '<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/><w:t>Note</w:t></w:r></w:p></w:footnote>',
      }),
      ['Before.', '[1]', 'After.', '[1] Note'],
    ],
    ['note-nowhere', among('<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>'), around()],
    [
      'names-of-prototypes',
      among(
        `<w:constructor/><__proto__/>${p('Words', '<w:pStyle w:val="__proto__"/><w:numPr><w:ilvl w:val="constructor"/><w:numId w:val="__proto__"/></w:numPr>')}${link('__proto__', 'Link')}`,
        {
          external: [['__proto__', 'hyperlink', 'https://a.example/']],
          styles: '<w:style w:styleId="__proto__"/>',
        },
      ),
      around('Words', 'Link'),
    ],
    [
      'styles-in-a-circle',
      among(p('Words', '<w:pStyle w:val="A"/>'), {
        styles:
          '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
      }),
      around('Words'),
    ],
    [
      'lists-in-a-circle',
      among(p('Words', '<w:numPr><w:numId w:val="1"/></w:numPr>'), {
        styles: '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        numbering:
          '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
      }),
      around('Words'),
    ],
    [
      'style-map',
      docxOf(p('Words'), {
        more: [{ name: 'mammoth/style-map', bytes: "p => script\nr => a[href='javascript:hit()']" }],
      }),
      ['Words'],
    ],
    ['text-in-text', among('<w:p><w:r><w:t>a<w:t>b</w:t>c</w:t></w:r></w:p>'), around('ab')],
    ['no-words', docxOf('<w:p/>'), { refused: 'no-text' }],
    ['no-body', zipOf([{ name: 'word/document.xml', bytes: '<a/>' }]), { refused: 'no-text' }],
    [
      'elsewhere',
      zipOf([
        { name: '_rels/.rels', bytes: relationships([inner('a', 'officeDocument', '../../etc/passwd')]) },
        {
          name: 'word/document.xml',
          bytes: `<w:document ${namespaces}><w:body>${p('Words')}</w:body></w:document>`,
        },
      ]),
      { refused: 'unreadable' },
    ],
    [
      'locked',
      zipOf([{ name: 'word/document.xml', bytes: '<w:document/>', flags: 1 }]),
      { refused: 'encrypted' },
    ],
    [
      'bomb',
      docxOf(p('Words'), { more: [{ name: 'word/styles.xml', bytes: new Uint8Array(80 * 1024 * 1024) }] }),
      { refused: 'unsafe-archive' },
    ],
    // What is not text is not unpacked.
    [
      'bomb-in-media',
      docxOf(p('Words'), { more: [{ name: 'word/media/a.png', bytes: new Uint8Array(80 * 1024 * 1024) }] }),
      ['Words'],
    ],
  ] as const
).map(([name, bytes, becomes]) => ({ name: `${name}.docx`, bytes, becomes }))

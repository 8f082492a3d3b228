/**
 * What becomes of a file: its blocks as a reader sees them, the titles of a bibliography, the words of annotations, the
 * names of the files in it, or the reason of its refusal.
 */
export type Becomes =
  | readonly string[]
  | { readonly references: readonly string[] }
  | { readonly annotations: readonly string[] }
  | { readonly members: readonly string[] }
  | { readonly refused: string }

export type HostileFile = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly becomes: Becomes
  /** Opened as it is, it runs a script or asks for something in a browser. */
  readonly isLive: boolean
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(`\ufeff${text}`, (sign) => sign.charCodeAt(0)).buffer)
}

/** A page in the browser's own mode, with words of ours around what is hostile. */
function page(body: string): string {
  return `<!doctype html><p>Before.</p>${body}<p>After.</p>`
}

const RUN = 'hit()'
const CANARY = 'https://canary.example'
const around = (...words: string[]) => ['Before.', ...words, 'After.']

/** Pages that run or fetch something by themselves when a browser opens them: name, what is in them, what is read. */
const live: readonly (readonly [string, string, readonly string[]])[] = [
  ['script', `<script>${RUN}</script>`, around()],
  ['script-upper-case', `<SCRIPT TYPE="text/javascript">${RUN}</SCRIPT >`, around()],
  ['script-slash', `<script/x>${RUN}</script>`, around()],
  ['script-in-script', `<script><!--<script></script>\n${RUN}</script>`, around()],
  ['script-module', `<script type=module>${RUN}</script>`, around()],
  ['script-src', `<script src="${CANARY}/x.js"></script>`, around()],
  ['script-data', `<script src="data:text/javascript,${RUN}"></script>`, around()],
  ['script-in-svg', `<svg><script>${RUN}</script></svg>`, around()],
  ['script-in-svg-entity', '<svg><script>hit&#40;&#41;</script></svg>', around()],
  ['image-error', `<img src=x: onerror=${RUN}>`, around()],
  ['image-error-slashes', `<img/src="x:"/onerror=${RUN}>`, around()],
  ['image-error-entity', '<img src=x: onerror="&#104;it()">', around()],
  ['image-error-newline', `<img\nsrc=x:\nonerror\n=\n${RUN}>`, around()],
  ['image-remote', `<img src="${CANARY}/a.png" alt="A boat">`, around()],
  ['image-srcset', `<img srcset="${CANARY}/a.png 1x">`, around()],
  ['picture', `<picture><source srcset="${CANARY}/a.webp"><img></picture>`, around()],
  ['body-load', `<body onload=${RUN}>`, around()],
  ['body-background', `<body background="${CANARY}/a.png">`, around()],
  ['svg-load', `<svg onload=${RUN}></svg>`, around()],
  ['svg-load-unclosed', `<svg/onload=${RUN} `, ['Before.']],
  ['svg-animate', `<svg><animate onbegin=${RUN} attributeName=x dur=1s></svg>`, around()],
  ['svg-image', `<svg><image href="${CANARY}/a.png" /></svg>`, around()],
  ['svg-foreign', `<svg><foreignObject><img src=x: onerror=${RUN}></foreignObject></svg>`, around()],
  ['svg-breakout', `<svg><p><img src=x: onerror=${RUN}>Out.</p>`, around('Out.')],
  ['math-breakout', `<math><b><img src=x: onerror=${RUN}>Out.</b>`, ['Before.', 'Out.', 'After.']],
  [
    'math-namespaces',
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;" src=x: onerror=${RUN}></table></mtext></math>`,
    around(),
  ],
  ['details-toggle', `<details open ontoggle=${RUN}>Open</details>`, around('Open')],
  ['focus', `<input autofocus onfocus=${RUN}>`, around()],
  ['video', `<video src=x: onerror=${RUN}></video>`, around()],
  ['video-poster', `<video poster="${CANARY}/a.png"></video>`, around()],
  ['audio-source', `<audio><source src=x: onerror=${RUN}></audio>`, around()],
  ['frame', `<iframe src="${CANARY}/frame"></iframe>`, around()],
  ['frame-javascript', `<iframe src="javascript:parent.${RUN}"></iframe>`, around()],
  ['frame-srcdoc', `<iframe srcdoc="<script>parent.${RUN}</script>">In a frame</iframe>`, around()],
  ['object', `<object data="${CANARY}/a">In an object</object>`, around()],
  ['embed', `<embed src="${CANARY}/a">`, around()],
  ['stylesheet', `<link rel=stylesheet href="${CANARY}/a.css">`, around()],
  ['style-import', `<style>@import "${CANARY}/a.css";</style>`, around()],
  ['style-background', `<p style="background:url(${CANARY}/a.png)">Words</p>`, around('Words')],
  ['preload', `<link rel=preload as=image href="${CANARY}/a.png">`, around()],
  ['icon-base', `<base href="${CANARY}"><img src=a.png>`, around()],
  ['refresh', `<meta http-equiv=refresh content="0;url=${CANARY}/gone">`, around()],
  ['after-comment', `<!--><img src=x: onerror=${RUN}>-->`, around('-->')],
  ['after-bogus-comment', `<?php ><img src=x: onerror=${RUN}>`, around()],
  ['after-textarea', `<textarea></textarea><img src=x: onerror=${RUN}>`, around()],
  ['after-title', `<title>x</title><img src=x: onerror=${RUN}>`, around()],
  ['after-noembed', `<noembed></noembed><img src=x: onerror=${RUN}>`, around()],
  ['after-cdata', `<svg></svg><![CDATA[><img src=x: onerror=${RUN}>]]>`, around(']]>')],
  ['nul-in-tag', `<img\u0000 src=x:><img src=x: onerror\u0000=1 onerror=${RUN}>`, around()],
  ['half-tags', `<<img src=x: onerror=${RUN}>>`, around('<>')],
  ['table-foster', `<table><img src=x: onerror=${RUN}><tr><td>Cell</td></tr></table>`, around('Cell')],
  ['select-option', `<select><option>One</select><img src=x: onerror=${RUN}>`, around('One')],
]

/** Pages in which nothing is to run, but which a reader that cleans and parses again would bring to life. */
const dormant: readonly (readonly [string, string, readonly string[]])[] = [
  ['link-javascript', `<a href="javascript:${RUN}">Link</a>`, around('Link')],
  ['link-tab', '<a href="java&#9;script:hit()">Link</a>', around('Link')],
  ['link-control', '<a href="&#1;javascript:hit()">Link</a>', around('Link')],
  ['link-entity', '<a href="&#x6A;avascript&colon;hit&lpar;&rpar;">Link</a>', around('Link')],
  ['link-data', `<a href="data:text/html,<script>${RUN}</script>">Link</a>`, around('Link')],
  ['link-file', '<a href="file:///etc/passwd">Link</a> <a href="smb://a/b">Share</a>', around('Link Share')],
  [
    'link-blob',
    '<a href="blob:https://a.example/1">Link</a> <a href="ms-word:x">Word</a>',
    around('Link Word'),
  ],
  ['click', `<p onclick=${RUN} onmouseover=${RUN}>Words</p>`, around('Words')],
  [
    'form',
    `<form action="javascript:${RUN}"><button formaction="javascript:${RUN}">Go</button></form>`,
    around('Go'),
  ],
  ['escaped', '<p>&lt;script&gt;hit()&lt;/script&gt;</p>', around('<script>hit()</script>')],
  ['escaped-twice', '<p>&amp;lt;img onerror=hit()&amp;gt;</p>', around('&lt;img onerror=hit()&gt;')],
  ['title-attribute', `<p title="--><img src=x: onerror=${RUN}>">Words</p>`, around('Words')],
  ['noscript', `<noscript><p title="</noscript><img src=x: onerror=${RUN}>">None</p></noscript>`, around()],
  ['template', `<template><img src=x: onerror=${RUN}>None</template>`, around()],
  ['textarea', `<textarea><img src=x: onerror=${RUN}></textarea>`, around(`<img src=x: onerror=${RUN}>`)],
  ['xmp', `<xmp><img src=x: onerror=${RUN}></xmp>`, around(`<img src=x: onerror=${RUN}>`)],
  [
    'plaintext',
    `<plaintext><img src=x: onerror=${RUN}>`,
    ['Before.', `<img src=x: onerror=${RUN}><p>After.</p>`],
  ],
  ['comment-open', `<!-- <img src=x: onerror=${RUN}>`, ['Before.']],
  ['attribute-open', `<p title="<img src=x: onerror=${RUN}>`, ['Before.']],
  ['script-open', `<script>${RUN.slice(0, 3)}`, ['Before.']],
  ['clobber', '<form id=body><input name=attributes><input name=childNodes>Words</form>', around('Words')],
  [
    'prototype-names',
    '<p __proto__=1 constructor=2>Words</p><__proto__>More</__proto__>',
    around('Words', '<__proto__>More'),
  ],
  ['isindex', '<isindex prompt="x" onfocus=hit()>Words', around('Words')],
  ['bidi', '<p>invoice \u202egnp.exe\u202c end</p>', around('invoice \u202egnp.exe\u202c end')],
  [
    'references',
    '<p>&#0; &#xD800; &#x110000; &notit; &amp &#128;</p>',
    around('\ufffd \ufffd \ufffd ¬it; & €'),
  ],
]

/** Files of Markdown that is no better. */
const markdown: readonly (readonly [string, string, Becomes])[] = [
  ['md-script', `Before.\n\n<script>${RUN}</script>\n\nAfter.`, around()],
  [
    'md-image',
    `Before ![a boat](${CANARY}/a.png "x") and <img src=x: onerror=${RUN}>after.`,
    ['Before a boat and after.'],
  ],
  [
    'md-links',
    '[a](javascript:hit()) [b](data:text/html,x) <javascript:hit()> [c][d]\n\n[d]: vbscript:x',
    ['a b javascript:hit() c'],
  ],
  ['md-link-newline', '[a](java\nscript:hit())', ['[a](java script:hit())']],
  [
    'md-html-block',
    `<div onclick=${RUN}><iframe src="${CANARY}"></iframe>Words</div>\n\nAfter.`,
    ['Words', 'After.'],
  ],
  ['md-code', '```html\n<script>hit()</script>\n```\n\n`<b>`', ['<script>hit()</script>', '<b>']],
  ['md-fence-open', '```\nwords\n\n<script>hit()</script>', ['words', '<script>hit()</script>']],
  ['md-comment-open', 'Before.\n\n<!-- open\n\nhidden', ['Before.']],
  [
    'md-yaml-bomb',
    `---\na: &a [x,x]\n${'b: [*a,*a]\n'.repeat(20)}---\nText`,
    ['a: &a [x,x]', ...Array<string>(20).fill('b: [*a,*a]'), 'Text'],
  ],
  ['md-yaml-endless', '---\na: &a [*a]\ntitle: Circle\n---\nText', ['Text']],
  [
    'md-yaml-prototype',
    '---\n__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}\n---\nText',
    ['Text'],
  ],
  ['md-yaml-merge', '---\n<<: {__proto__: {polluted: 1}}\ntitle: Merged\n---\nText', ['Text']],
  ['md-yaml-tag', '---\ntitle: !!js/function "hit()"\n---\nText', ['Text']],
  ['md-yaml-open', '---\ntitle: x\n\nText', ['title: x', 'Text']],
  [
    'md-reference-names',
    '[a][__proto__] [b][constructor]\n\n[__proto__]: https://a.example',
    ['a [b][constructor]'],
  ],
  [
    'md-footnote-names',
    'See[^__proto__].\n\n[^__proto__]: A note.',
    ['See[__proto__].', '[__proto__] A note.'],
  ],
  ['md-nul', 'A\u0000B', { refused: 'binary' }],
  ['md-controls', 'A bell\u0007 rings.', ['A bell␇ rings.']],
  ['md-quote-marks', `${'>'.repeat(60)} deep`, ['deep']],
]

const json = (value: string) => `<script type="application/ld+json">${value}</script>`

/** Files that are not what they seem, and encodings that change under way. */
const disguised: readonly (readonly [string, Uint8Array, Becomes])[] = [
  ['zip.html', Uint8Array.of(0x50, 0x4b, 3, 4, ...utf8(page(''))), { refused: 'unreadable' }],
  ['gzip.md', Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2), { refused: 'binary' }],
  ['pdf.html', utf8(`%PDF-1.7\n${page('')}`), { refused: 'unreadable' }],
  ['only-script.html', utf8(`<!doctype html><script>${RUN}</script>`), { refused: 'empty' }],
  ['utf16.html', utf16(page(`<script>${RUN}</script>`)), around()],
  ['utf16-says-latin1.html', utf16(page('<meta charset=iso-8859-1><p>Ж</p>')), around('Ж')],
  // In UTF-7 this is a script; no browser reads that any more, and neither do we.
  ['utf7.html', utf8(page('<meta charset=utf-7>+ADw-script+AD4-hit()')), around('+ADw-script+AD4-hit()')],
  // In ISO-2022-JP, the escape would turn the quotation mark into another letter.
  [
    'iso-2022-jp.html',
    latin1(`<meta charset=iso-2022-jp>${page('<p title="\u001b$B">Words</p>')}`),
    around('Words'),
  ],
  [
    'two-charsets.html',
    utf8(`<meta charset=utf-8><meta charset=windows-1251>${page('<p>é</p>')}`),
    around('é'),
  ],
  ['windows-1252.html', latin1(page('<p>caf\u00e9 \u0093so\u0094</p>')), around('café “so”')],
  ['broken-utf8.md', latin1('caf\u00e9'), ['café']],
  ['half-pair.html', Uint8Array.of(...utf16('<!doctype html><p>a'), 0x00, 0xd8), ['a\ufffd']],
  ['half-pair.md', Uint8Array.of(...utf16('a'), 0x00, 0xd8), { refused: 'not-decodable' }],
  [
    'linked-prototype.html',
    utf8(page(json('{"@type":"Article","__proto__":{"polluted":1},"headline":{"__proto__":1}}'))),
    around(),
  ],
  ['linked-deep.html', utf8(page(json(`${'['.repeat(5000)}${']'.repeat(5000)}`))), around()],
  ['named-by-script.html', utf8(`<!doctype html><title><script>${RUN}</script></title><p>Words`), ['Words']],
]

const nested = (depth: number, inner: string): string =>
  depth === 0
    ? inner
    : `Content-Type: multipart/related; boundary=b${depth}\r\n\r\n--b${depth}\r\n${nested(depth - 1, inner)}\r\n--b${depth}--`
const mhtml = (rest: string) => `From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n${rest}`
const part = (head: string, body: string) =>
  `Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n${head}\r\n\r\n${body}\r\n--b--\r\n`

/** Saved pages, bibliographies and annotations of other programs that are broken or mean harm. */
const formats: readonly (readonly [string, string, Becomes])[] = [
  ['script.mhtml', mhtml(part('Content-Type: text/html', page(`<script>${RUN}</script>`))), around()],
  [
    'frames.mhtml',
    mhtml(
      part(
        'Content-Type: text/html',
        `<p>Words<iframe src="cid:frame-2"></iframe><img src=x: onerror=${RUN}>`,
      ),
    ),
    ['Words'],
  ],
  ['parts-in-parts.mhtml', mhtml(nested(5, 'Content-Type: text/html\r\n\r\n<p>Words')), ['Words']],
  [
    'parts-without-end.mhtml',
    mhtml(nested(40, 'Content-Type: text/html\r\n\r\n<p>Words')),
    { refused: 'too-complex' },
  ],
  [
    'same-boundary.mhtml',
    mhtml(
      part('Content-Type: multipart/related; boundary=b', '--b\r\nContent-Type: text/html\r\n\r\n<p>Words'),
    ),
    ['Words'],
  ],
  ['no-boundary.mhtml', mhtml('Content-Type: multipart/related\r\n\r\n<p>Words'), { refused: 'no-text' }],
  [
    'empty-boundary.mhtml',
    mhtml('Content-Type: multipart/related; boundary=""\r\n\r\n----\r\n'),
    { refused: 'no-text' },
  ],
  [
    'boundary-of-signs.mhtml',
    mhtml(
      'Content-Type: multipart/related; boundary="(.*)+$"\r\n\r\n--(.*)+$\r\nContent-Type: text/html\r\n\r\n<p>Words',
    ),
    ['Words'],
  ],
  ['forged-charset.mhtml', mhtml(part('Content-Type: text/html; charset="../../x"', '<p>Words')), ['Words']],
  [
    'utf7-charset.mhtml',
    mhtml(part('Content-Type: text/html; charset=utf-7', '<p>+ADw-b+AD4-')),
    ['+ADw-b+AD4-'],
  ],
  [
    'forged-encoding.mhtml',
    mhtml(part('Content-Type: text/html\r\nContent-Transfer-Encoding: x\r\n\tSubject: base64', '<p>Words')),
    ['Words'],
  ],
  [
    'broken-base64.mhtml',
    mhtml(part('Content-Type: text/html\r\nContent-Transfer-Encoding: base64', 'PHA+V29yZHM*?=')),
    ['Words'],
  ],
  [
    'broken-quoted.mhtml',
    mhtml(
      part('Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable', '<p>50=\r\n=ZZ =3Cb='),
    ),
    ['50=ZZ'],
  ],
  [
    'message-in-message.mhtml',
    mhtml(part('Content-Type: message/rfc822', mhtml('\r\n<p>Words'))),
    { refused: 'no-text' },
  ],
  [
    'ris-names.ris',
    'TY  - NEWS\nTI  - <img src=x: onerror=hit()>\nUR  - javascript:hit()\nL1  - ../../../etc/passwd\nER  - \n',
    { references: ['<img src=x: onerror=hit()>'] },
  ],
  ['ris-without-end.ris', 'TY  - NEWS\nTI  - Port\nTY  - NEWS\nTI  - Quay', { references: ['Port', 'Quay'] }],
  [
    'ris-prototype.ris',
    'TY  - NEWS\nTI  - __proto__\nAU  - constructor, prototype\nER  - \n',
    { references: ['__proto__'] },
  ],
  [
    'bib-circle.bib',
    '@string{a = b # "x"}\n@string{b = a # a}\n@misc{k, title = a # b}',
    { references: ['bxbxbx'] },
  ],
  [
    'bib-prototype.bib',
    '@string{__proto__ = "x"}\n@misc{__proto__, __proto__ = {polluted}, constructor = {y}, title = {Port}}',
    { references: ['Port'] },
  ],
  // Outside of mathematics, TeX prints these signs as others.
  [
    'bib-markup.bib',
    '@misc{a, title = {Port \\emph{fund} $a<b$ {<script>hit()</script>}}}',
    { references: ['Port fund a<b ¡script¿hit()¡/script¿'] },
  ],
  [
    'bib-input.bib',
    '@misc{a, title = {\\input{/etc/passwd} \\write18{hit} Port}}',
    { references: ['/etc/passwd 18hit Port'] },
  ],
  ['bib-open.bib', '@misc{a, title = {Port', { references: [] }],
  [
    'json-prototype.json',
    '{"__proto__": {"annotations": []}, "annotations": [{"uri": "https://a.example/", "target": [], "text": "Port", "__proto__": {"tags": ["x"]}, "constructor": {"prototype": {"x": 1}}}]}',
    { annotations: ['Port'] },
  ],
  [
    'json-types.json',
    '{"annotations": [{"uri": "x", "target": {"selector": {"type": "TextQuoteSelector", "exact": {"a": 1}}}, "text": ["a"], "tags": "b", "document": null, "references": "c"}, null, 4, "x", []]}',
    { annotations: ['', '', '', '', ''] },
  ],
  [
    'json-script.json',
    '[{"type": "webpage", "title": "<script>hit()</script>Port <b>fund</b>", "URL": "javascript:hit()"}]',
    { references: ['Port fund'] },
  ],
  [
    'json-self.jsonld',
    '{"type": "Annotation", "target": {"source": "https://a.example/", "selector": {"type": "TextQuoteSelector", "exact": "Port", "refinedBy": {"refinedBy": {"type": "TextQuoteSelector"}}}}}',
    { annotations: ['Port'] },
  ],
  ['json-open.json', '{"annotations": [{"uri": "x"', ['{"annotations": [{"uri": "x"']],
]

/** Files that are written as they should be. */
const harmless: readonly (readonly [string, Uint8Array, Becomes])[] = [
  [
    'plain.html',
    utf8(page('<ul><li>One<li>Two</ul><blockquote>Said <b>so</b></blockquote>')),
    around('• One', '• Two', 'Said so'),
  ],
  [
    'plain.md',
    utf8('# Head\n\n1. One\n2. Two\n\n> Said **so**\n\n| a | b |\n| - | - |\n| 1 | 2 |'),
    ['Head', '1. One', '2. Two', 'Said so', 'a | b', '1 | 2'],
  ],
  ['plain.txt', utf8('<script>hit()</script>\nWords & more'), ['<script>hit()</script>', 'Words & more']],
  ['less-than.html', utf8(page('<p>if a < b && c > d</p>')), around('if a < b && c > d')],
]

const isDead = (name: string, bytes: Uint8Array, becomes: Becomes) => ({
  name,
  bytes,
  becomes,
  isLive: false,
})

/** Small hostile files of our own, each with what it is to become, and harmless ones beside them. */
export const hostileFiles: readonly HostileFile[] = [
  ...live.map(([name, body, becomes]) => ({
    name: `${name}.html`,
    bytes: utf8(page(body)),
    becomes,
    isLive: true,
  })),
  ...dormant.map(([name, body, becomes]) => isDead(`${name}.html`, utf8(page(body)), becomes)),
  ...markdown.map(([name, text, becomes]) => isDead(`${name}.md`, utf8(text), becomes)),
  ...disguised.map(([name, bytes, becomes]) => isDead(name, bytes, becomes)),
  ...formats.map(([name, text, becomes]) => isDead(name, utf8(text), becomes)),
  ...harmless.map(([name, bytes, becomes]) => isDead(name, bytes, becomes)),
]

const MEGABYTE = 1024 * 1024
const flood = (piece: string, bytes = MEGABYTE) => piece.repeat(Math.ceil(bytes / piece.length))

/** Files that are hostile by their size or depth: name, text, and the number of blocks or the reason of the refusal. */
export const floods: readonly (readonly [string, () => string, number | string])[] = [
  ['deep-elements.html', () => `<!doctype html>${'<div>'.repeat(100_000)}Words`, 'too-complex'],
  ['deep-tables.html', () => `<!doctype html>${'<table><tr><td>'.repeat(100_000)}Words`, 'too-complex'],
  ['deep-emphasis.html', () => `<!doctype html>${'<b>'.repeat(100_000)}Words`, 'too-complex'],
  ['many-elements.html', () => `<!doctype html>${'<br>'.repeat(1_100_000)}Words`, 'too-complex'],
  ['long-attribute.html', () => `<!doctype html><p title="${flood('x', 4 * MEGABYTE)}">Words`, 1],
  [
    'many-attributes.html',
    () => `<!doctype html><p ${Array.from({ length: 20_000 }, (_, n) => `a${n}=1`).join(' ')}>Words`,
    1,
  ],
  ['long-style.html', () => `<!doctype html><p style="${flood('display:block;')}">Words`, 1],
  ['entities.html', () => `<!doctype html><p>${flood('&amp;')}`, 11],
  ['half-entities.html', () => `<!doctype html><p>${flood('&')}`, 53],
  ['open-comments.html', () => `<!doctype html><p>Words${flood('<!--')}`, 1],
  ['declared-entities.html', () => '<!doctype html [<!ENTITY a "aa">]><p>Words &a;', 2],
  ['stars.md', () => `Words\n\n${flood('*')}`, 1],
  ['backticks.md', () => flood('`'), 'empty'],
  ['quote-signs.md', () => flood('>'), 'too-complex'],
  ['brackets.md', () => flood('['), 'too-complex'],
  ['images.md', () => flood('![]('), 'too-complex'],
  ['emphasis.md', () => flood('*a '), 'too-complex'],
  ['deep-lists.md', () => '- '.repeat(50_000), 'too-complex'],
  [
    'references.md',
    () => `Words\n\n${Array.from({ length: 2000 }, (_, n) => `[a${n}]: /${n}`).join('\n')}`,
    1,
  ],
  ['long-list.md', () => '- an item of the list\n  - with one in it\n'.repeat(2500), 5000],
  ['long-table.md', () => `| a | b |\n| - | - |\n${'| one | two |\n'.repeat(4000)}`, 4001],
  [
    'boundaries.mhtml',
    () => mhtml(`Content-Type: multipart/related; boundary=b\n\n${flood('--b\n')}`),
    'too-complex',
  ],
  [
    'headers.mhtml',
    () => mhtml(`Content-Type: multipart/related; boundary=b\n${flood('X: y\n')}`),
    'no-text',
  ],
  [
    'long-header.mhtml',
    () => mhtml(`Content-Type: multipart/related; boundary="${flood('a; ')}"\n\n--b\n`),
    'no-text',
  ],
  [
    'quoted.mhtml',
    () =>
      mhtml(
        part('Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable', `<p>${flood('=3D')}`),
      ),
    18,
  ],
  ['one-line.ris', () => `TY  - NEWS\nTI  - ${flood('port ', 4 * MEGABYTE)}\nER  - \n`, 1],
  ['no-tags.ris', () => `TY  - NEWS\nTI  - Port\n${flood('goes on\n')}ER  - \n`, 1],
  ['many.ris', () => 'TY  - NEWS\nTI  - Port\nER  - \n'.repeat(20_001), 'too-large'],
  ['one-tag.ris', () => `TY  - NEWS\nTI  - Port\n${flood('AU  - Byrne, Ada\n')}ER  - \n`, 1],
  [
    'strings.bib',
    () =>
      `@string{a0 = "port"}\n${Array.from({ length: 40 }, (_, n) => `@string{a${n + 1} = a${n} # a${n}}`).join('\n')}\n@misc{k, title = a40}`,
    'unreadable',
  ],
  ['braces.bib', () => `@misc{k, title = {${'{'.repeat(20_000)}port${'}'.repeat(20_000)}}}`, 0],
  ['open-braces.bib', () => `@misc{k, title = ${flood('{')}`, 0],
  ['commands.bib', () => `@misc{k, title = {${flood('\\emph{', MEGABYTE / 4)}}}`, 0],
  ['entries.bib', () => '@misc{k, title = {Port}}\n'.repeat(2000), 2000],
  ['names.bib', () => `@misc{k, title = {Port}, author = {${'Byrne, Ada and '.repeat(3000)}X}}`, 1],
  ['abstracts.bib', () => `@misc{k, title = {Port},\n${flood('abstract = {')}`, 0],
  ['numbers.json', () => `[${flood('1,')}1]`, 'too-complex'],
  ['deep.json', () => `{"annotations": ${'['.repeat(MEGABYTE / 4)}${']'.repeat(MEGABYTE / 4)}}`, 28],
  ['open-strings.json', () => `[${flood('"\\', MEGABYTE / 4)}`, 14],
  [
    'refined.json',
    () =>
      `{"type": "Annotation", "target": {"selector": ${'{"refinedBy":'.repeat(150)}{"type": "TextQuoteSelector", "exact": "Port"}${'}'.repeat(152)}`,
    1,
  ],
  ['many.json', () => `[${'{"uri":"x","target":[]},'.repeat(100_000)}{"uri":"x","target":[]}]`, 'too-large'],
  [
    'replies.json',
    () =>
      `[{"id":"a","uri":"x","target":[]}${',{"id":"b","uri":"x","references":["a"],"text":"no"}'.repeat(50_000)}]`,
    1,
  ],
  ['times.html', () => `<!doctype html>${'<div><time datetime=2025>'.repeat(5000)}Words`, 1],
  [
    'items.html',
    () => `<!doctype html>${'<div itemscope itemprop=author itemtype=Article>'.repeat(15_000)}Words`,
    1,
  ],
  ['captions.html', () => `<!doctype html>${'<figcaption>'.repeat(15_000)}Words`, 1],
  ['long-list-in-quote.md', () => '> 1. an item of the list\n'.repeat(2000), 2000],
]

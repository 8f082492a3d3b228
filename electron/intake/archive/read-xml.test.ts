import { expect, test } from 'vitest'
import { parseXml } from './read-xml'
import { scanMarkup } from './scan-markup'

const read = (written: string) => parseXml('a.xml', new TextEncoder().encode(written))

/** How a part begins that only the tokenizer of parse5 reads. */
const ODD = '<!-->'

const plain = [
  '<?xml version="1.0"?>\r\n<a xmlns:x="urn:x" x:b="1 &amp; 2" c=\'"\'><!-- one - two --><B/>a&lt;b&#8212;c&#x41;<![CDATA[<d>&]]>\r\n</a>',
  '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://example.org/ncx.dtd">\n<ncx><text>One</text></ncx>',
  '<p:a xmlns:p="http://schemas.openxmlformats.org/wordprocessingml/2006/main" p:val="1"><p:b/></p:a>',
  '<a><b>one</a>',
  '<a>one</b>two</a>',
]
const odd = [
  '<a b=c d e="1" e="2">one &nbsp; &copy two & three</a>',
  '<a><b<c>one</a>',
  '<a>one<!-- two -- three --!>four<?php echo "<" ?>five</a>',
  '<?xml version="1.0" encoding="utf-8"?><a b="\0">one\0</a>',
  '<a>&#0;&#128;&#xD800;</a>',
  '<a><![CDATA[one</a>',
  '<a>one<',
  '<a b="one',
]

test.each([...plain, ...odd])('%j says the same, scanned or not', (written) => {
  expect(read(written)).toEqual(read(ODD + written))
})

const nothing = { open() {}, text() {}, close() {}, doctype() {} }

test.each(plain.map((written) => written.replaceAll('\r', '')))('%j is scanned to its end', (written) => {
  expect(scanMarkup(written, nothing)).toBe(written.length)
})

test.each(odd)('%j is left to parse5 from where it is odd', (written) => {
  expect(scanMarkup(written, nothing)).toBeLessThan(written.length)
})

test('no declaration is passed over, scanned or not', () => {
  for (const before of ['', ODD])
    for (const declaration of [
      '<!DOCTYPE a>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
      '<!DOCTYPE a PUBLIC "-//EXAMPLE//DTD a" "https://example.org/a.dtd">',
    ])
      expect(() => read(`${before}${declaration}<a>&b;</a>`)).toThrow('DOCTYPE')
})

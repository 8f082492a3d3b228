import { expect, test } from 'vitest'
import { pastedFrom } from './pasted'

test.each([
  ['a heading', '<h2>Quays</h2>'],
  ['a list', '<ul><li>one</li></ul>'],
  ['a link', '<span><a class="x" href="https://a.example">one</a></span>'],
  ['emphasis', 'one <em>two</em>'],
  ['weight given as a style', '<span style="color:red;font-weight: 700">one</span>'],
])('rich text with %s keeps its formatting', (_, html) => {
  expect(pastedFrom('one', html).html).toBe(html)
})

test.each([
  ['nothing', ''],
  ['a bare copy of the text', '<meta charset="utf-8"><span style="color: red">one</span>'],
  ['lines alone', '<div>one</div><div>two<br></div>'],
  ['a tag that only begins like one of ours', '<body><img src="x"><base target="x">one</body>'],
])('%s beside a text is no formatting', (_, html) => {
  expect(pastedFrom('one', html)).toEqual({ text: 'one', html: null })
})

test('of a clipboard that marks what was copied, that is taken', () => {
  const html =
    '<html><body>Copied by a browser: <!--StartFragment--><b>one</b><!--EndFragment--> and more</body></html>'
  expect(pastedFrom('one', html).html).toBe('<b>one</b>')
})

test('HTML that shows no words is not pasted', () => {
  expect(pastedFrom(' ', '<ul><li><img src="x"></li></ul>').html).toBe(null)
})

/**
 * Words that have broken formats: each stands as a paragraph of a source, is quoted in a brief, and has to be there, to the
 * character, when another program reads the file. Our own choice, in the manner of the Big List of Naughty Strings and of
 * the examples of CommonMark.
 */
export const nastyQuotes = [
  // Markdown
  '*not emphasis* **nor this** _nor_ __this__ ~~nor struck~~',
  '# no heading, 1. no list, - no bullet, > no quote, --- no rule',
  '[no](link) ![no](picture) [^no-note] [x]: no definition',
  '`no code` ``nor `this` `` ```nor that```',
  'a | b | c, a\\|b, \\*a\\*, \\\\ and a backslash at the end \\',
  '<b>no tag</b> <!-- no comment --> &amp; &copy; &#35; &nbsp;',
  'https://courier.example/a_b*c(d) www.courier.example mail@courier.example',
  // pandoc
  '[@no2025citation, p. 3] @nobody [-@none] ^up^ ~down~ $x^2$ $$y$$ \\textbf{z}',
  '::: {.no .div} [no span]{.class} `raw`{=html} {#id} (@) example',
  '"straight" \'quotes\' -- --- ... <<guillemets>>',
  // Obsidian
  '[[no link]] ![[no embed]] %%no comment%% ==no mark== #no-tag ^no-block',
  // formulas, scripts, templates
  '=cmd|"/C calc"!A0 +1+1 -2+3 @SUM(1+1)',
  '<script>alert(1)</script> <img src=x onerror=alert(1)> javascript:alert(1)',
  '{{7*7}} ${7*7} <%= 7 %> #{7} {% raw %} %s %d $(id) `id`',
  "Robert'); DROP TABLE sources;-- NULL null undefined NaN",
  ']]> <![CDATA[ </w:t> </w:document> <?xml version="1.0"?>',
  // letters
  'رفض الميناء أن يدفع 40 مليون يورو «بلا حراسة».',
  'עברית עם English באמצע ו-123.',
  'bidi \u202Eoverride\u202C, \u2066isolate\u2069 and \u200Fmark',
  'zero\u200Bwidth, soft\u00ADhyphen, word\u2060joiner, no\u00A0break',
  'Zażółć gęślą jaźń; Ἀθῆναι; Київ; 中文與日本語のテキスト; 한국어',
  'e\u0301 and é, ﬁ and fi, ½, №, ™, ﷽',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𝒳 𐍈',
  'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤',
]

import { expect, test } from 'vitest'
import { sampleBlocks } from '../../testing/samples'
import { readText } from '../read-text'
import { type Credit, creditAt } from './credit-at'

/** Who the words between the marks are credited to, in a text of these lines. */
function creditIn(lines: readonly string[], language = 'en'): Credit | null {
  const written = lines.join('\n')
  const blocks = sampleBlocks(lines.map((line) => line.replace(/[‹›]/g, '')))
  return creditAt(readText(blocks, null, { language }), {
    start: written.indexOf('‹'),
    end: written.indexOf('›') - 1,
  })
}

const told = (credit: Credit | null) =>
  credit === null ? null : `${credit.speaker?.name ?? '–'} ← ${credit.from}`

const lead = 'Norwegian President Anna Lund met the harbour master, Tomas Reyl, on Tuesday.'

test.each([
  [
    'The state owns ‹20%› of it, according to Norway’s Bureau of Mines.',
    'Norway’s Bureau of Mines ← according to Norway’s Bureau of Mines',
  ],
  [
    'According to the Hansen Institute, a think-tank, it is ‹$120bn›.',
    'Hansen Institute ← According to the Hansen Institute',
  ],
  [
    'The Norwegian military said at least ‹40 explosions› were heard.',
    'Norwegian military ← The Norwegian military said',
  ],
  ['Demand will grow by ‹60%› by 2040, the harbour board says.', 'harbour board ← the harbour board says'],
  ['“We need ‹$5bn›,” said Anna Lund.', 'Anna Lund ← said Anna Lund'],
  [
    'In a statement Norway’s ministry of defence said it lost ‹12 boats›.',
    'Norway’s ministry of defence ← Norway’s ministry of defence said',
  ],
  ['Lund disputes this, claiming that the sum is ‹$100bn›.', 'Anna Lund ← claiming'],
  ['Norwegian President Anna Lund said it was ‹$5bn›.', 'Anna Lund ← Norwegian President Anna Lund said'],
  ['President Lund said it was ‹$5bn›.', 'Anna Lund ← President Lund said'],
  ['Reyl said it was dear. He said that it was ‹$5bn›.', 'Tomas Reyl ← He said'],
  ['‹Lund said that the quay will close›.', 'Anna Lund ← Lund said'],
  [
    'A council official said ‹the annex was never shown›.',
    'a council official (anonymous) ← A council official said',
  ],
  ['According to Reyl, the quay is old, and Lund said ‹it will close›.', 'Anna Lund ← Lund said'],
  ['Three officials said so. The plan costs ‹$5bn›.', null],
  ['It was denied, said ‹three senior officials›.', null],
  ['The country holds an estimated ‹5%› of it.', null],
  ['According to the draft agreement, firms own ‹50%› of it.', null],
  ['Lund did not say that ‹the quay will close›.', null],
  ['Lund said so; ‹the quay will close› in May.', null],
])('“%s” credits', (line, credit) => {
  expect(told(creditIn([lead, line]))).toBe(credit)
})

test('a name that stands alone loses its rank all the same', () => {
  expect(told(creditIn(['Gen. Berg said on Feb. 3 that it lost ‹12 boats›.']))).toBe('Berg ← Gen. Berg said')
})

test.each([
  [
    'A senior official familiar with the talks said ‹it is over›.',
    'A senior official familiar with the talks',
  ],
  ['One of the sources told CNN that ‹it is over›.', 'One of the sources'],
  ['A senior official spoke. The official said ‹it is over›.', 'a senior official'],
])('who has no name is worded as the text does: %s', (line, wording) => {
  const credit = creditIn([lead, line])
  expect(credit?.speaker?.kind).toBe('anonymous')
  expect(credit?.wording).toBe(wording)
})

test('an outlet that reports who said something is no speaker', () => {
  const credit = creditIn([lead, 'Lund said ‹the quay will close›, according to a report from Reuters.'])
  expect([credit?.speaker?.name, credit?.cited]).toEqual(['Anna Lund', 'Reuters'])
})

test('what somebody said they hope is in the words of who said it', () => {
  expect(creditIn([lead, 'Lund said ‹she hoped that the quay will close›.'])?.from).toBe('Lund said')
  expect(creditIn([lead, 'Lund said so, and ‹Reyl said that the quay will close›.'])?.from).toBe('Reyl said')
})

test('a pronoun means who was named in the same post, and nobody else', () => {
  const named = ['Anna Lund said that the quay is old.']
  expect(creditIn([...named, 'She said it costs ‹$5bn›.'])?.speaker?.name).toBe('Anna Lund')
  expect(creditIn(['He said that it was ‹$5bn›.'])).toBeNull()
  const blocks = sampleBlocks([...named, 'Noon', 'She said it costs $5bn.'])
  const mark = {
    kind: 'post',
    from: 'b2',
    to: 'b3',
    origin: 'hand',
    evidence: null,
    time: null,
    heading: null,
  } as const
  const read = readText(blocks, { version: 1, marks: [{ ...mark, updated: false }] }, { language: 'en' })
  expect(creditAt(read, { start: read.text.indexOf('$5bn'), end: read.text.length - 1 })).toBeNull()
})

test.each([
  ['Lund told CNN that ‹the quay will close›.', 'Anna Lund', 'CNN'],
  ['Lund told the Harbour Courier that ‹the quay will close›.', 'Anna Lund', 'Harbour Courier'],
  ['Lund told the QFX news agency that ‹the quay will close›.', 'Anna Lund', 'QFX'],
  ['In an interview with the BBC, Lund said ‹the quay will close›.', 'Anna Lund', 'BBC'],
  ['According to Reuters, ‹the quay will close›.', null, 'Reuters'],
  ['‹The quay will close›, Reuters reported.', null, 'Reuters'],
  ['Reuters quotes Lund as saying ‹the quay will close›.', 'Anna Lund', 'Reuters'],
  ['Lund told Reyl that ‹the quay will close›.', 'Anna Lund', null],
  ['Reuters reports that Lund said ‹the quay will close›.', 'Anna Lund', 'Reuters'],
  ['It is shut, Reuters reports, but Lund said ‹the quay will close›.', 'Anna Lund', null],
  ['Lund told reporters that ‹the quay will close›.', 'Anna Lund', null],
])('“%s” cites', (line, speaker, cited) => {
  const credit = creditIn([lead, line])
  expect([credit?.speaker?.name ?? null, credit?.cited ?? null]).toEqual([speaker, cited])
})

test.each([
  ['de', 'Laut Bundesbank sind es ‹5 Mrd. Euro›.', 'Bundesbank'],
  ['de', 'Nach Angaben des Finanzministeriums sind es ‹5 Mrd. Euro›.', 'Finanzministeriums'],
  ['de', '„‹Der Kai bleibt bei der Stadt›“, sagte Bürgermeisterin Ines Okafor am Montag.', 'Ines Okafor'],
  ['de', '»‹Der Kai bleibt bei der Stadt›«, erklärte der Hafenmeister Tomas Reyl.', 'Tomas Reyl'],
  ['de', '‚‹Der Kai bleibt bei der Stadt›‘, sagte Tomas Reyl.', 'Tomas Reyl'],
  ['de', 'Am Montag sagte Tomas Reyl, dass ‹der Kran bleibt›.', 'Tomas Reyl'],
  ['de', 'Tomas Reyl hat behauptet, ‹der Kran sei zweimal bezahlt worden›.', 'Tomas Reyl'],
  ['fr', '« ‹Le quai reste à la ville› », a déclaré la maire Inès Okafor.', 'Inès Okafor'],
  ['fr', 'Selon le ministère de la Mer, ‹le quai› sera fermé.', 'ministère de la Mer'],
  ['fr', 'Le maire, Tomas Reyl, a affirmé que ‹la grue restera›.', 'Tomas Reyl'],
  ['fr', '“‹Le quai reste à la ville›”, explique Tomas Reyl.', 'Tomas Reyl'],
  ['es', '«‹El muelle es de la ciudad›», dijo la alcaldesa Inés Okafor.', 'Inés Okafor'],
  ['es', 'Según el Ministerio de Pesca, ‹el muelle› cerrará en mayo.', 'Ministerio de Pesca'],
  ['es', 'El presidente Tomás Reyl aseguró que ‹la grúa seguirá›.', 'Tomás Reyl'],
  ['uk', '«‹Причал належить місту›», — сказала мерка Інес Окафор.', 'Інес Окафор'],
  ['uk', 'За словами Томаса Рейла, ‹кран› залишиться.', 'Томаса Рейла'],
  ['uk', 'Міністр Тарас Рейл заявив, що ‹кран залишиться›.', 'Тарас Рейл'],
  ['uk', '„‹Причал належить місту›“, — повідомив речник порту Тарас Рейл.', 'Тарас Рейл'],
  ['ru', '«‹Причал принадлежит городу›», — заявил пресс-секретарь порта Томас Рейл.', 'Томас Рейл'],
  ['ru', 'По данным Министерства транспорта, ‹кран› останется.', 'Министерства транспорта'],
  ['ru', 'Томас Рейл утверждает, что ‹кран оплачен дважды›.', 'Томас Рейл'],
  ['de', '„‹Der Kai bleibt›“, sagte ein Sprecher des Hafenamts der Zeitung.', 'Sprecher des Hafenamts'],
  ['de', 'Er kostet ‹40 Millionen Euro›, wie das Hafenamt am Montag mitteilte.', 'Hafenamt'],
  ['de', 'Nach Angaben der Hafenbehörde kostet er ‹40 Millionen Euro›.', 'Hafenbehörde'],
  ['de', 'Reyl zufolge kostet er ‹40 Millionen Euro›.', 'Reyl'],
  ['de', 'Er kostet laut Reyl ‹40 Millionen Euro›.', 'Reyl'],
  ['de', '„‹Wir verkaufen den Kai nicht›“, so Okafor.', 'Okafor'],
  ['fr', 'Le port coûtera ‹40 millions d’euros›, selon l’Agence maritime.', 'Agence maritime'],
  ['fr', 'D’après Jonas Reyl, le port coûtera ‹40 millions d’euros›.', 'Jonas Reyl'],
  ['es', 'El portavoz del Gobierno, Tomás Reyl, afirmó el martes que ‹el puerto cierra›.', 'Tomás Reyl'],
  ['es', '“‹No vendemos el muelle›”, ha declarado Inés Okafor a la prensa.', 'Inés Okafor'],
  ['uk', 'Президент України Тарас Рейл заявив у вівторок, що ‹порт закриють›.', 'Тарас Рейл'],
  [
    'uk',
    'Порт коштує ‹40 млн євро›, повідомили в Міністерстві інфраструктури.',
    'Міністерстві інфраструктури',
  ],
  ['ru', 'Глава МИД Томас Рейл сообщил, что ‹порт закроют›.', 'Томас Рейл'],
])('in %s: %s', (language, line, speaker) => {
  expect(creditIn([line], language)?.speaker?.name).toBe(speaker)
})

test.each([
  ['de', '„Der Kai bleibt“, sagte Tomas Reyl. „‹Der Kran auch, wie jeder sieht›“, sagte er.', 'Tomas Reyl'],
  ['fr', 'Tomas Reyl a dit non. « ‹La grue restera ici aussi› », a-t-il ajouté.', 'Tomas Reyl'],
  ['fr', 'Tomas Reyl a dit non. « ‹La grue restera ici aussi› », explique-t-il.', 'Tomas Reyl'],
  ['es', 'Tomás Reyl dijo que no. Él añadió que ‹la grúa seguirá›.', 'Tomás Reyl'],
  [
    'uk',
    'Зеленський Володимир Рейл сказав це. За словами Рейла, ‹кран› залишиться.',
    'Зеленський Володимир Рейл',
  ],
])('a pronoun or a case in %s: %s', (language, line, speaker) => {
  expect(creditIn([line], language)?.speaker?.name).toBe(speaker)
})

test.each([
  ['de', 'Ein hochrangiger Beamter sagte, ‹der Kran bleibe›.', 'Ein hochrangiger Beamter'],
  ['fr', 'Selon un haut responsable, ‹la grue› restera.', 'un haut responsable'],
  ['es', 'Según una fuente, ‹la grúa› seguirá.', 'una fuente'],
  ['ru', 'По словам источника, ‹кран› останется.', 'источника'],
])('who has no name is described in %s: %s', (language, line, description) => {
  expect(creditIn([line], language)?.speaker).toMatchObject({
    kind: 'anonymous',
    name: `${description} (anonymous)`,
  })
})

test.each([
  ['de', 'Reyl bestritt, dass ‹der Kran bezahlt wurde›.', 'denied'],
  ['fr', 'Reyl nie que ‹la grue ait été payée›.', 'denied'],
  ['es', 'Reyl negó que ‹la grúa fuera pagada›.', 'denied'],
  ['uk', 'Рейл стверджує, що ‹кран оплачено двічі›.', 'alleged'],
  ['ru', 'Рейл отрицает, что ‹кран оплачен›.', 'denied'],
])('a verb in %s says how sure it is: %s', (language, line, certainty) => {
  expect(creditIn([line], language)?.certainty).toBe(certainty)
})

test.each([
  ['de', 'Der Hafen und die Stadt haben ‹5 Mrd. Euro›.'],
  ['de', 'Reyl sagte nicht, dass ‹der Kran bleibt›.'],
  ['fr', 'Reyl n’a pas dit que ‹la grue restera›.'],
  ['es', 'Reyl no dijo que ‹la grúa seguirá›.'],
  ['uk', 'Рейл не сказав, що ‹кран залишиться›.'],
  ['ru', 'Рейл не сказал, что ‹кран останется›.'],
  ['de', 'Einem Bericht zufolge kostet er ‹40 Millionen Euro›.'],
  ['de', 'Am Kai ist so viel los, dass er ‹40 Millionen Euro› kostet.'],
  ['fr', 'Selon un rapport, le quai coûtera ‹5 millions›.'],
  ['es', 'Según el acuerdo, el muelle costará ‹5 millones›.'],
  ['fr', 'Le quai a coûté ‹5 millions› à la ville.'],
  ['es', 'El muelle costó ‹5 millones› a la ciudad.'],
  ['uk', 'Причал коштував ‹5 млн› гривень.'],
  ['ru', 'Причал стоил ‹5 млн› рублей.'],
])('nobody is guessed in %s: %s', (language, line) => {
  expect(creditIn([line], language)).toBeNull()
})
